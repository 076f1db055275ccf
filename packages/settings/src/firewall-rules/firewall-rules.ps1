# Facts: per asked rule name the rule strings of the local and the policy store that exist, as they are stored; where others
# are asked for, the same of each rule that was not asked for and of which a string matches; and per profile the policy
# value AllowLocalPolicyMerge where there is one. One opening per key and one GetValue per name: by cmdlet the cost grows
# with all the rules of the machine (48 s with 1,091 rules, NathanNeurotic/PS2-Servers PR 83).
function Read-FirewallRules {
    param($Request)
    $rules = @{}
    foreach ($name in @($Request.names)) { $rules[$name] = @{} }
    $others = @{}
    $stores = @{
        local  = 'SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\FirewallRules'
        policy = 'SOFTWARE\Policies\Microsoft\WindowsFirewall\FirewallRules'
    }
    foreach ($store in $stores.Keys) {
        $key = Open-RegistryKey -Hive LocalMachine -Path $stores[$store]
        if ($null -eq $key) { continue }
        try {
            $names = if ($Request.others) { $key.GetValueNames() } else { @($rules.Keys) }
            foreach ($name in $names) {
                $value = $key.GetValue($name, $null, [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames)
                if ($null -eq $value) { continue }
                if ($rules.ContainsKey($name)) { $rules[$name][$store] = [string]$value; continue }
                if (-not $others.ContainsKey($name)) { $others[$name] = @{} }
                $others[$name][$store] = [string]$value
            }
        }
        finally { $key.Dispose() }
    }
    $merge = @{}
    foreach ($name in 'Domain', 'Private', 'Public') {
        $policy = Get-RegistryFact -Hive LocalMachine -Path "SOFTWARE\Policies\Microsoft\WindowsFirewall\${name}Profile" -Value @{ AllowLocalPolicyMerge = 'dword?' }
        if ($null -ne $policy.AllowLocalPolicyMerge) { $merge[$name] = $policy.AllowLocalPolicyMerge }
    }
    $facts = @{ rules = $rules; allowLocalPolicyMerge = $merge }
    if ($Request.others) {
        $facts.others = @{}
        foreach ($name in $others.Keys) {
            if (@($others[$name].Values) -cmatch $Request.others) { $facts.others[$name] = $others[$name] }
        }
    }
    $facts
}

# Writes every rule it is given into the local store; it is given only rules that differ. A rule that policy holds is
# left alone; a local rule that policy ignores on a profile is written and reported all the same. Others come last: by then
# what is to carry the line is there.
function Set-FirewallRules {
    param($Request, $Desired)
    $wanted = @($Desired.rules.PSObject.Properties)
    $facts = Read-FirewallRules -Request @{ names = @($wanted | ForEach-Object { $_.Name }) }
    foreach ($rule in $wanted) {
        $stored = $facts.rules[$rule.Name]
        if ($stored.ContainsKey('policy')) {
            @{ key = $rule.Name; code = 'OVERRIDDEN_BY_POLICY'; detail = 'policy holds a rule of this name' }
            continue
        }
        try { Set-FirewallRule -Name $rule.Name -Stored $stored['local'] -Wanted $rule.Value }
        catch {
            $failure = ConvertTo-WriteFailure $_
            @{ key = $rule.Name; code = $failure.code; detail = $failure.detail }
            continue
        }
        $ignored = @($rule.Value.effectiveOn | Where-Object { $_ -and $facts.allowLocalPolicyMerge[$_] -eq 0 })
        if ($ignored) {
            @{ key = $rule.Name; code = 'OVERRIDDEN_BY_POLICY'; detail = 'AllowLocalPolicyMerge=0: ' + ($ignored -join ',') }
        }
    }
    if ($null -ne $Desired.keep) { Disable-OtherRule @{ names = $Desired.keep; others = $Request.others } }
}

# One call for all of them; one by one only where that fails, to know which. A name may hold
# what the cmdlets take for wildcards (claim `escaped-names`).
function Disable-OtherRule {
    param($Request)
    $others = (Read-FirewallRules $Request).others
    $local = @()
    foreach ($name in $others.Keys) {
        if (-not $others[$name].ContainsKey('policy')) { $local += $name }
        elseif ($others[$name]['policy'] -cmatch $Request.others) { @{ key = '*'; code = 'OVERRIDDEN_BY_POLICY'; detail = $name } }
    }
    if ($local.Count -eq 0) { return }
    $off = @{ PolicyStore = 'PersistentStore'; Enabled = 'False'; ErrorAction = 'Stop' }
    $escaped = @($local | ForEach-Object { [System.Management.Automation.WildcardPattern]::Escape($_) })
    try { Set-NetFirewallRule -Name $escaped @off; return }
    catch { $null = $_ }
    for ($i = 0; $i -lt $local.Count; $i++) {
        try { Set-NetFirewallRule -Name $escaped[$i] @off }
        catch { @{ key = '*'; code = (ConvertTo-WriteFailure $_).code; detail = $local[$i] } }
    }
}

# The parameters rewrite the fields that `settable` matches. Another field of the stored rule is a condition that no
# parameter can take away, so a rule with other conditions than the wanted ones is made anew under its display texts.
function Set-FirewallRule {
    param([string]$Name, [string]$Stored, $Wanted)
    $where = @{ Name = $Name; PolicyStore = 'PersistentStore'; ErrorAction = 'Stop' }
    if ($Wanted -is [string]) {
        if ($Stored) { Remove-NetFirewallRule @where }
        return
    }
    $parameters = @{}
    foreach ($parameter in $Wanted.parameters.PSObject.Properties) { $parameters[$parameter.Name] = $parameter.Value }
    $fields = @($Stored.Split('|') | Select-Object -Skip 1 | Where-Object { $_ })
    $conditions = [string[]]@($fields | Where-Object { $_ -cnotmatch $Wanted.settable } | Select-Object -Unique)
    [array]::Sort($conditions, [System.StringComparer]::Ordinal)
    $same = ($conditions -join '|') -ceq (@($Wanted.conditions) -join '|')
    if ($Stored -and $same) {
        Set-NetFirewallRule @where @parameters
        return
    }
    if (@($Wanted.conditions).Count -gt 0) {
        throw (New-Failure 'RULE_CONDITION_UNSUPPORTED' (@($Wanted.conditions) -join '|'))
    }
    $texts = @{ DisplayName = $Name; Group = 'kijun' }
    foreach ($field in $fields) {
        if ($field -cmatch '^(Name|Desc|EmbedCtxt)=(.+)$') {
            $texts[@{ Name = 'DisplayName'; Desc = 'Description'; EmbedCtxt = 'Group' }[$Matches[1]]] = $Matches[2]
        }
    }
    if ($Stored) { Remove-NetFirewallRule @where }
    $null = New-NetFirewallRule @where @texts @parameters
}
