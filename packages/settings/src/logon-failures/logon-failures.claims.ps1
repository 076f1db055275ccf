# The fields of the newest entry that a condition means; the claim is skipped where there is none.
function Get-NewestField {
    param([string]$Channel, [string]$Condition)
    $reader = Open-EventReader $Channel "*[System[$Condition]]" $true
    try {
        $entry = $reader.ReadEvent()
        if ($null -eq $entry) { Skip-Claim 'no-such-entry' }
        Get-EventField $entry.ToXml()
        $entry.Dispose()
    }
    finally { $reader.Dispose() }
}

function Test-NoSidOfFailures { (Get-NewestField 'Security' 'EventID=4625').TargetUserSid -eq 'S-1-0-0' }

function Test-ClearedInSystemLog { [bool](Get-NewestField 'System' $FailureCondition.cleared).Channel }

function Test-HexadecimalReasons {
    $fields = Get-NewestField 'Security' 'EventID=4625'
    $fields.Status -cmatch '^0x[0-9a-f]{8}$' -and $fields.SubStatus -cmatch '^0x(0|[0-9a-f]{8})$'
}
