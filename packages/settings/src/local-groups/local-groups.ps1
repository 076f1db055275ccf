# Facts: of the asked groups that exist, the SIDs of their members; and the names of the machine's own accounts and groups, which on
# a domain controller are those of the domain. A group whose members cannot be read does not lose the others.
function Read-LocalGroups {
    param($Request)
    $accounts = @(Get-LocalPrincipal Win32_UserAccount)
    $all = @(Get-LocalPrincipal Win32_Group)
    $groups = @{}
    foreach ($asked in @($Request.names)) {
        $group = Find-LocalPrincipal $all $asked
        if (-not $group) { continue }
        try { $groups[$asked] = @{ members = @(Get-GroupMemberSid $group.Name) } }
        catch { $groups[$asked] = @{ failure = ConvertTo-Failure $_ } }
    }
    @{ groups = $groups; accounts = Get-LocalName ($accounts + $all) }
}

# Adds who is missing, and where the list is exclusive removes who is not in it. No group is made or deleted.
function Set-LocalGroups {
    param($Request, $Desired)
    Assert-OwnAccounts
    $accounts = @(Get-LocalPrincipal Win32_UserAccount)
    $all = @(Get-LocalPrincipal Win32_Group)
    foreach ($wanted in $Desired.entries.PSObject.Properties) {
        $key = $wanted.Name
        if ($wanted.Value -eq 'absent') {
            if (Find-LocalPrincipal $all $key) { @{ key = $key; code = 'NOT_REMOVED'; detail = 'a group is deleted by hand' } }
            continue
        }
        $group = Find-LocalPrincipal $all $wanted.Value.group
        if (-not $group) { @{ key = $key; code = 'NOT_CREATED'; detail = 'a group is made by hand' }; continue }
        try { $held = @(Get-GroupMemberSid $group.Name) }
        catch { New-MemberFailure $key (ConvertTo-AccountFailure $_ 'members'); continue }
        Set-GroupMember $accounts ([string]$group.SID) $held $key $wanted.Value
    }
}

# Nobody is removed before everybody is in the group who shall be.
function Set-GroupMember {
    param($Accounts, [string]$Group, $Held, [string]$Key, $Wanted)
    $kept = @()
    $complete = $true
    foreach ($member in $Wanted.members.PSObject.Properties) {
        $sid = Get-MemberSid $Accounts $member.Value
        if (-not $sid) {
            $complete = $false
            @{ key = $Key; code = 'MEMBER_MISSING'; detail = $member.Name }
            continue
        }
        $kept += $sid
        if ($sid -in $Held) { continue }
        try { Add-LocalGroupMember -SID $Group -Member $sid -ErrorAction Stop }
        catch { $complete = $false; New-MemberFailure $Key (ConvertTo-AccountFailure $_ $member.Name) }
    }
    if (-not ($Wanted.exclusive -and $complete)) { return }
    foreach ($sid in @($Held | Where-Object { $_ -notin $kept })) {
        try {
            if ($Group -eq 'S-1-5-32-544') { Assert-NotSessionMember $sid $kept }
            Remove-LocalGroupMember -SID $Group -Member $sid -ErrorAction Stop
        }
        catch { New-MemberFailure $Key (ConvertTo-AccountFailure $_ $sid) }
    }
}

function Get-MemberSid {
    param($Accounts, [string]$Reference)
    if ($Reference -like 'S-1-*') { return $Reference }
    $account = Find-LocalPrincipal $Accounts $Reference
    if ($account) { [string]$account.SID }
}

# The session stays an administrator: by itself, or by a group that is kept.
function Assert-NotSessionMember {
    param([string]$Sid, $Kept)
    $session = @(Get-SessionSid)
    if ($Sid -notin $session) { return }
    if ($Sid -eq $session[0] -or @($Kept | Where-Object { $_ -in $session }).Count -eq 0) { throw (New-Failure 'SESSION_ACCOUNT' $Sid) }
}

function New-MemberFailure {
    param([string]$Key, $Failure)
    @{ key = $Key; code = $Failure.code; detail = $Failure.detail }
}
