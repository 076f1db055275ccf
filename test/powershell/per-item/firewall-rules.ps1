# One cmdlet call per rule and store, instead of one opening per key.
function Read-FirewallRulesPerItem {
    param($Request)
    $stores = @{
        local  = 'HKLM:\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\FirewallRules'
        policy = 'HKLM:\SOFTWARE\Policies\Microsoft\WindowsFirewall\FirewallRules'
    }
    $facts = @{ rules = @{}; others = @{}; allowLocalPolicyMerge = @{} }
    foreach ($name in $Request.names) { $facts.rules[$name] = @{} }
    foreach ($store in $stores.Keys) {
        if (-not (Test-Path -LiteralPath $stores[$store])) { continue }
        foreach ($name in (Get-Item -LiteralPath $stores[$store]).Property) {
            $pattern = [System.Management.Automation.WildcardPattern]::Escape($name)
            $text = (Get-ItemProperty -LiteralPath $stores[$store] -Name $pattern).$name
            if ($facts.rules.ContainsKey($name)) { $facts.rules[$name][$store] = $text }
            elseif ($text -cmatch $Request.others) { $facts.others[$name] = @{ $store = $text } }
        }
    }
    foreach ($name in 'Domain', 'Private', 'Public') {
        $path = "HKLM:\SOFTWARE\Policies\Microsoft\WindowsFirewall\${name}Profile"
        if (-not (Test-Path -LiteralPath $path)) { continue }
        $merge = (Get-ItemProperty -LiteralPath $path).AllowLocalPolicyMerge
        if ($null -ne $merge) { $facts.allowLocalPolicyMerge[$name] = $merge }
    }
    $facts
}
