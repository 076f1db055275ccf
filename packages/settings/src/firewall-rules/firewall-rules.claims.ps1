# The stored text of a rule of the pilot's own, which blocks, is switched off, and is taken away again whatever happens.
function Get-PilotRule {
    param([hashtable]$Condition, [hashtable]$Change)
    $own = @{ Name = 'kijun-pilot'; PolicyStore = 'PersistentStore'; ErrorAction = 'Stop' }
    Remove-PilotRule $own
    try {
        $null = New-NetFirewallRule @own -DisplayName 'kijun-pilot' -Enabled False -Direction Inbound -Action Block @Condition
        if ($Change) { Set-NetFirewallRule @own @Change }
        (Read-FirewallRules -Request @{ names = @($own.Name) }).rules[$own.Name]['local']
    }
    finally { Remove-PilotRule $own }
}

# Also one that a run which was killed has left.
function Remove-PilotRule {
    param([hashtable]$Own)
    if ((Read-FirewallRules -Request @{ names = @($Own.Name) }).rules[$Own.Name].ContainsKey('local')) { Remove-NetFirewallRule @Own }
}

function Test-InactiveRule {
    $rules = Get-RegistryValueMap -Hive LocalMachine -Path 'SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\FirewallRules'
    $names = @($rules.Keys | Where-Object { $rules[$_] -is [string] -and $rules[$_] -cnotmatch '\|Active=' })
    if ($names.Count -eq 0) { Skip-Claim 'every-rule-has-the-field' }
    @($names | Where-Object { [string](Get-NetFirewallRule -Name $_ -ErrorAction Stop).Enabled -ne 'False' }).Count -eq 0
}

# Two rules, of whose names one is also a pattern that the other one matches; both block, are switched off, and are taken away
# again by their display name, whatever names may be.
function Test-EscapedName {
    $store = @{ PolicyStore = 'PersistentStore'; ErrorAction = 'Stop' }
    $names = 'kijun-pilot[1]', 'kijun-pilot1'
    $read = { (Read-FirewallRules -Request @{ names = $names }).rules }
    $clear = { if (@((& $read).Values | Where-Object { $_.ContainsKey('local') }).Count -gt 0) { Remove-NetFirewallRule -DisplayName 'kijun-pilot' @store } }
    & $clear
    try {
        foreach ($name in $names) { $null = New-NetFirewallRule -Name $name -DisplayName 'kijun-pilot' -Enabled False -Direction Inbound -Action Block @store }
        Set-NetFirewallRule -Name @([System.Management.Automation.WildcardPattern]::Escape($names[0])) -Profile Private @store
        $rules = & $read
        $rules[$names[0]]['local'] -clike '*|Profile=Private|*' -and $rules[$names[1]]['local'] -cnotlike '*|Profile=*'
    }
    finally { & $clear }
}
