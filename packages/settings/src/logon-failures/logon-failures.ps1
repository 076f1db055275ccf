# Facts: what the Security log says of failed logons of the last days, in groups of the same account, source, kind and reason,
# each with the minutes in which it happened; accounts that were locked, logs that were cleared, and failures that were no
# longer recorded, in groups of the same form; and how far back the logs go.
function Read-LogonFailures {
    param($Request)
    $now = Get-UtcNow
    $tally = New-FailureTally $now
    $until = Read-EventHistory 'Security' (Get-FailureCondition $tally.isController) $Request.days $tally ${function:Add-LogonFailure}
    $facts = @{
        computerName = [string]$env:COMPUTERNAME; utcOffsetMinutes = Get-UtcOffsetMinute
        security = Get-EventHistoryReach 'Security' $Request.days $now $until; system = $null; accounts = $tally.accountFailure
    }
    if ($Request.cleared) {
        try {
            $until = Read-EventHistory 'System' $FailureCondition.cleared $Request.days $tally ${function:Add-LogonFailure}
            $facts.system = Get-EventHistoryReach 'System' $Request.days $now $until
        }
        catch { $facts.system = @{ failure = ConvertTo-Failure $_ } }
    }
    $facts.groups = @(foreach ($group in $tally.order) { ConvertTo-FailureFact $group })
    $facts
}

# Bounds of an answer: groups beyond so many are put together by event, texts beyond so many characters are cut.
$script:FailureLimit = @{ groups = 200; characters = 40; lookups = 100; lookupSeconds = 5; known = 2000 }

# 1102 and 104 are told by their provider, too: others use the numbers. What a domain controller records for others is recorded of
# successes as well: the keyword of a failure tells them apart.
$script:FailureCondition = @{
    machine = "EventID=4625 or EventID=4719 or EventID=4740 or (EventID=1102 and Provider[@Name='Microsoft-Windows-Eventlog'])"
    domain  = 'EventID=4771 or ((EventID=4768 or EventID=4776) and band(Keywords,4503599627370496))'
    cleared = "EventID=104 and Provider[@Name='Microsoft-Windows-Eventlog']"
}

function Get-FailureCondition {
    param([bool]$Domain)
    if ($Domain) { "$($FailureCondition.machine) or $($FailureCondition.domain)" } else { $FailureCondition.machine }
}

function New-FailureTally {
    param([datetime]$Now)
    $tally = @{
        groups = @{}; order = New-Object System.Collections.ArrayList; minute = [long][System.Math]::Floor($Now.Ticks / 600000000)
        known = New-Object 'System.Collections.Generic.Dictionary[string,object]'; steps = Get-MinuteStep
        isController = Test-DomainController; accounts = @{}; accountFailure = $null
        sids = @{}; lookups = 0; clock = New-Object System.Diagnostics.Stopwatch
    }
    if ($tally.isController) { return $tally }
    try { foreach ($account in Get-LocalPrincipal Win32_UserAccount) { $tally.accounts[$account.Name] = $account.SID } }
    catch { $tally.accountFailure = ConvertTo-Failure $_ }
    $tally
}

# Counts entries in their groups. Most entries are like an earlier one but for what changes each time; then the group is known by the
# rest of the text, which is many times faster than to take it apart. A name that no account has is no part of a group.
function Add-LogonFailure {
    param($Entries, $Tally)
    $known, $steps, $passing, $name = $Tally.known, $Tally.steps, $FailurePattern.passing, $FailurePattern.name
    foreach ($entry in $Entries) {
        $id, $time, $xml = $entry.Id, $entry.TimeCreated, $entry.ToXml()
        $data = $xml.Substring([System.Math]::Max(0, $xml.IndexOf('</System>', [System.StringComparison]::Ordinal)))
        $typed = $null
        if ($(if ($id -eq 4625) { $FailurePattern.unknown } else { $FailurePattern.unknownElsewhere }).IsMatch($data)) {
            $typed = $name.Match($data).Groups[1].Value
            $data = $name.Replace($data, '')
        }
        $mark = "$id" + $passing.Replace($data, '')
        $group = $null
        if (-not $known.TryGetValue($mark, [ref]$group)) {
            $group = Find-FailureGroup $Tally $id $xml ($null -ne $typed)
            if ($known.Count -lt $FailureLimit.known) { $known[$mark] = $group }
        }
        if (-not $group) { continue }
        if ($group.count -eq 0) { $group.first = $group.last = $time }
        elseif ($time -lt $group.first) { $group.first = $time }
        elseif ($time -gt $group.last) { $group.last = $time }
        $group.count++
        if ($typed) { $null = $group.typed.Add($typed.ToLowerInvariant()) }
        $more = $Tally.minute - [long][System.Math]::Floor($time.ToUniversalTime().Ticks / 600000000) - $group.minute
        if ($more -lt 0) { $more = 0 } # a clock that was set back counts as one that stood still
        $group.minute += $more
        $null = $group.times.Append($(if ($more -lt $steps.Count) { $steps[$more] } else { ConvertTo-MinuteStep $more }))
    }
}

$script:FailurePattern = @{
    unknown = New-Object System.Text.RegularExpressions.Regex '<Data Name=[''"]SubStatus[''"]>0xc0000064</Data>', 'Compiled'
    unknownElsewhere = New-Object System.Text.RegularExpressions.Regex '<Data Name=[''"]Status[''"]>(?:0xc0000064|0x6)</Data>', 'Compiled'
    passing = New-Object System.Text.RegularExpressions.Regex '<Data Name=[''"](?:IpPort|ProcessId|SubjectLogonId|TicketOptions)[''"]>[^<]*</Data>', 'Compiled'
    name    = New-Object System.Text.RegularExpressions.Regex '<Data Name=[''"]Target(?:User|Domain)Name[''"]>([^<]*)</Data>', 'Compiled'
}

# Minutes, five bits a character, the lowest first, with 32 added where more follow.
function ConvertTo-MinuteStep {
    param([long]$Minutes)
    $text = ''
    do {
        $digit = [int]($Minutes -band 31)
        $Minutes = $Minutes -shr 5
        if ($Minutes -gt 0) { $digit += 32 }
        $text += 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'[$digit]
    } while ($Minutes -gt 0)
    $text
}

function Get-MinuteStep { , [string[]]@(0..1023 | ForEach-Object { ConvertTo-MinuteStep $_ }) }

# The group that an entry belongs to; $false where it belongs to none. A failure's name that no account has today may be a password
# that somebody typed into the wrong field: it is counted and never told.
function Find-FailureGroup {
    param($Tally, [int]$Id, [string]$Xml, [bool]$IsNameCounted)
    $fields = Get-EventField $Xml
    if ($Id -eq 4719 -and -not (Test-FailureUnrecorded $fields)) { return $false }
    $name, $domain, $sid, $address, $station, $type, $reason, $detail = [string[]]@(
        switch ($Id) {
            4625 { $fields.TargetUserName, $fields.TargetDomainName, '', $fields.IpAddress, $fields.WorkstationName, $fields.LogonType, $fields.SubStatus, $fields.ProcessName }
            4740 { $fields.TargetUserName, '', $fields.TargetSid, '', $fields.TargetDomainName, '', '', '' }
            4776 { $fields.TargetUserName, '', '', '', $fields.Workstation, '', $fields.Status, '' }
            { $_ -in 4768, 4771 } { $fields.TargetUserName, $fields.TargetDomainName, $fields.TargetSid, $fields.IpAddress, '', '', $fields.Status, '' }
            default { $fields.SubjectUserName, $fields.SubjectDomainName, $fields.SubjectUserSid, '', '', '', '', $fields.Channel }
        }
    )
    if ($Id -eq 4625 -and $reason -in '', '0x0') { $reason = [string]$fields.Status }
    if ($Id -eq 4625) { $detail = $detail.Substring($detail.LastIndexOf('\') + 1) }
    if ($sid -in 'S-1-0-0', '-') { $sid = '' }
    if ($reason -in '0xc0000064', '0x6') { $sid = '' }
    elseif (-not $sid -and $name) { $sid = [string](Find-FailedAccount $Tally $name $domain) }
    if (-not $sid -and $Id -in 4625, 4768, 4771, 4776) { $typed, $name, $domain = $name, '', '' }
    $group = Get-FailureGroup $Tally @($Id, $name, $domain, $sid, $address, $station, $type, $reason, $detail)
    if ($typed -and -not $IsNameCounted) { $null = $group.typed.Add($typed.ToLowerInvariant()) }
    $group
}

# Whether an entry says that failed logons are no longer recorded: %%8450 = the recording of failures was taken away.
function Test-FailureUnrecorded {
    param($Fields)
    [string]$Fields.SubcategoryGuid -like '*0cce9215-69ae-11d9-bed3-505054503030*' -and [string]$Fields.AuditPolicyChanges -like '*%%8450*'
}

# The SID of an account by the names of an entry, which has none where a logon failed. A name of a domain is looked up there, as
# often and as long as is bearable; a machine without a domain takes the name for one of its own accounts.
function Find-FailedAccount {
    param($Tally, [string]$Name, [string]$Domain)
    $key = "$Domain\$Name"
    if ($Tally.sids.ContainsKey($key)) { return $Tally.sids[$key] }
    $sid = $null
    $asked = if ($Domain -and $Domain -ne $env:COMPUTERNAME) { $key } elseif ($Tally.isController) { $Name }
    $mayAsk = $Tally.lookups -lt $FailureLimit.lookups -and $Tally.clock.Elapsed.TotalSeconds -lt $FailureLimit.lookupSeconds
    if ($mayAsk -and $asked) {
        $Tally.lookups++
        $Tally.clock.Start()
        try { $sid = Get-AccountSid $asked } catch { $sid = $null } finally { $Tally.clock.Stop() }
    }
    if (-not $sid) { $sid = $Tally.accounts[$Name] }
    $Tally.sids[$key] = $sid
    $sid
}

function Get-FailureGroup {
    param($Tally, [object[]]$Parts)
    for ($at = 1; $at -lt $Parts.Count; $at++) {
        $text = ([string]$Parts[$at]).Trim()
        if ($text -eq '-') { $text = '' }
        if ($text.Length -gt $FailureLimit.characters -and $at -ne 3) { $text = $text.Substring(0, $FailureLimit.characters) }
        $Parts[$at] = $text
    }
    if ($Parts[4].StartsWith('::ffff:')) { $Parts[4] = $Parts[4].Substring(7) }
    $key = $Parts -join '|'
    if (-not $Tally.groups.ContainsKey($key) -and $Tally.order.Count -ge $FailureLimit.groups) {
        $key = "$($Parts[0])|..."
        $Parts = @($Parts[0], '', '', '', '', '', '', '', '')
    }
    if ($Tally.groups.ContainsKey($key)) { return $Tally.groups[$key] }
    $group = @{
        parts = $Parts; folded = $key.EndsWith('|...'); count = 0; first = $null; last = $null; minute = [long]0
        typed = New-Object System.Collections.Generic.HashSet[string]; times = New-Object System.Text.StringBuilder
    }
    $Tally.groups[$key] = $group
    $null = $Tally.order.Add($group)
    $group
}

function ConvertTo-FailureFact {
    param($Group)
    $fact = @{ event = $Group.parts[0]; count = $Group.count; folded = $Group.folded; unknownNames = $Group.typed.Count; times = $Group.times.ToString() }
    $fact.first = ConvertTo-UtcText $Group.first
    $fact.last = ConvertTo-UtcText $Group.last
    $names = 'name', 'domain', 'sid', 'address', 'workstation', 'logonType', 'reason', 'detail'
    for ($at = 0; $at -lt $names.Count; $at++) { $fact[$names[$at]] = if ($Group.parts[$at + 1]) { [string]$Group.parts[$at + 1] } else { $null } }
    $fact
}
