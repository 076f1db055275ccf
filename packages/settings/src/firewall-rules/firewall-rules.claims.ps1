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
