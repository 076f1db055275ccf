# Accounts and groups that the machine itself keeps, known by their SIDs: their names differ by language and are changed. A
# domain controller keeps those of its domain; they are read, and never changed.

function Test-DomainController {
    (Get-RegistryFact -Hive LocalMachine -Path 'SYSTEM\CurrentControlSet\Control\ProductOptions' -Value @{ ProductType = 'text?' }).ProductType -eq 'LanmanNT'
}

function Assert-OwnAccounts {
    if (Test-DomainController) { throw (New-Failure 'KEPT_IN_DIRECTORY' 'accounts and groups of a domain are changed by hand') }
}

# SID and name of every account (Win32_UserAccount) or group (Win32_Group) that the machine keeps, with the other asked flags, in
# one query. Without the filter a member of a domain would be asked for all that the domain has.
function Get-LocalPrincipal {
    param([string]$Class, [string[]]$Flag)
    $properties = @{ SID = 'text'; Name = 'text' }
    foreach ($name in $Flag) { $properties[$name] = 'flag' }
    $found = if (Test-DomainController) { @(Get-DirectoryPrincipal $Class) }
    else { @(Get-WindowsInstance -ClassName $Class -Filter 'LocalAccount = TRUE' -Property $properties) }
    if ($found.Count -eq 0) { throw (New-Failure 'ACCOUNTS_MISSING' "the machine names nothing of the class $Class") }
    $found
}

# The same of the domain that a controller keeps, with all flags of an account (ADS_USER_FLAG_ENUM); without the accounts of
# machines and trusts (0x3800).
function Get-DirectoryPrincipal {
    param([string]$Class)
    if ($Class -eq 'Win32_Group') {
        foreach ($group in Get-DirectoryObject 'group') { [pscustomobject]@{ SID = ConvertTo-SidText $group.objectSid; Name = $group.name } }
        return
    }
    foreach ($user in Get-DirectoryObject 'user') {
        if ($null -eq $user.userFlags) { throw (New-Failure 'ACCOUNTS_MISSING' "the directory tells no flags of $($user.name)") }
        $flags = [long]$user.userFlags
        if ($flags -band 0x3800) { continue }
        [pscustomobject]@{
            SID = ConvertTo-SidText $user.objectSid; Name = $user.name; Disabled = ($flags -band 0x2) -ne 0
            PasswordRequired = ($flags -band 0x20) -eq 0; PasswordChangeable = ($flags -band 0x40) -eq 0; PasswordExpires = ($flags -band 0x10000) -eq 0
        }
    }
}

# What ADSI lists of the machine itself: on a controller, what its domain has (claim `local-accounts/accounts-of-the-domain`).
function Get-DirectoryObject {
    param([string]$Kind)
    $children = ([ADSI]"WinNT://$env:COMPUTERNAME,computer").psbase.Children
    $null = $children.SchemaFilter.Add($Kind)
    foreach ($child in $children) {
        $flags = if ($Kind -eq 'user') { $child.psbase.Properties['UserFlags'].Value }
        @{ name = [string]$child.psbase.Name; objectSid = [byte[]]$child.psbase.Properties['objectSid'].Value; userFlags = $flags }
    }
}

# The one that a request means: by its SID, by the end of one (*-500), or by its name. Nothing where there is none.
function Find-LocalPrincipal {
    param($Principals, [string]$Reference)
    foreach ($principal in $Principals) {
        $known = if ($Reference -match '^(\*|S-1)-') { $principal.SID } else { $principal.Name }
        if ($known -eq $Reference -or ($Reference.StartsWith('*-') -and $known.EndsWith($Reference.Substring(1)))) { return $principal }
    }
}

# Names by SID of what has no name of Windows' own.
function Get-LocalName {
    param($Principals)
    $names = @{}
    foreach ($principal in $Principals) {
        if ($principal.SID -like 'S-1-5-21-*') { $names[$principal.SID] = $principal.Name }
    }
    $names
}

# SIDs of the members of a group, without those of groups in it. Get-LocalGroupMember fails as a whole where the account of
# one member is gone (PowerShell issue 2996); ADSI shows such a member by its SID.
function Get-GroupMemberSid {
    param([string]$GroupName)
    foreach ($member in Get-GroupMemberObject $GroupName) {
        if ([string](Get-ComProperty $member 'ADsPath') -match '^WinNT://(S-1-[0-9-]+)$') { $Matches[1] }
        else { ConvertTo-SidText (Get-ComProperty $member 'objectSid') }
    }
}

function Get-GroupMemberObject {
    param([string]$GroupName)
    $group = [ADSI]"WinNT://$env:COMPUTERNAME/$GroupName,group"
    @($group.psbase.Invoke('Members'))
}

function Get-ComProperty {
    param($Object, [string]$Name)
    $Object.GetType().InvokeMember($Name, [System.Reflection.BindingFlags]::GetProperty, $null, $Object, $null)
}

# [MS-DTYP] 2.4.2.2: revision, count, authority in six bytes with the highest first, then parts of four bytes.
function ConvertTo-SidText {
    param([byte[]]$Bytes)
    if ($Bytes.Length -lt 8 -or $Bytes.Length -ne 8 + 4 * $Bytes[1]) { throw (New-Failure 'ANSWER_INVALID' 'objectSid') }
    $authority = [long]0
    foreach ($byte in $Bytes[2..7]) { $authority = $authority * 256 + $byte }
    $text = 'S-{0}-{1}' -f $Bytes[0], $authority
    for ($part = 0; $part -lt $Bytes[1]; $part++) { $text += '-' + [System.BitConverter]::ToUInt32($Bytes, 8 + 4 * $part) }
    $text
}

# The SIDs of the account that the session runs as: its own first, then those of its groups.
function Get-SessionSid {
    $identity = [System.Security.Principal.WindowsIdentity]::GetCurrent()
    @([string]$identity.User.Value) + @($identity.Groups | ForEach-Object { [string]$_.Value })
}

# Cmdlets of local accounts have exceptions of their own, of which the id alone tells a denial (claim `account-denial`).
function ConvertTo-AccountFailure {
    param($ErrorRecord, [string]$Detail)
    $failure = ConvertTo-WriteFailure $ErrorRecord
    if ([string]$ErrorRecord.FullyQualifiedErrorId -like 'AccessDenied*') { $failure.code = 'ACCESS_DENIED' }
    if ($failure.code -in 'ACCESS_DENIED', 'WRITE_FAILED') { $failure.detail = $Detail }
    $failure
}

# The SID of an account by its name, with or without its domain; nothing where nobody knows it.
function Get-AccountSid {
    param([string]$Name)
    try { (New-Object System.Security.Principal.NTAccount $Name).Translate([System.Security.Principal.SecurityIdentifier]).Value }
    catch [System.Security.Principal.IdentityNotMappedException] { }
}
