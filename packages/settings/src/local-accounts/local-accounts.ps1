# Facts: every account that the machine keeps, with its flags: its own, on a domain controller those of the domain.
function Read-LocalAccounts {
    param($Request)
    @{ accounts = @(Get-LocalAccount) }
}

function Get-LocalAccount {
    foreach ($account in Get-LocalPrincipal Win32_UserAccount 'Disabled', 'PasswordExpires', 'PasswordRequired', 'PasswordChangeable') {
        @{
            sid                   = $account.SID
            name                  = $account.Name
            enabled               = -not $account.Disabled
            passwordNeverExpires  = -not $account.PasswordExpires
            passwordRequired      = $account.PasswordRequired
            userMayChangePassword = $account.PasswordChangeable
        }
    }
}

# Accounts are enabled before others are disabled, so that who would be the last administrator is judged by what will be.
# None is made, deleted or renamed.
function Set-LocalAccounts {
    param($Request, $Desired)
    Assert-OwnAccounts
    $accounts = @(Get-LocalAccount)
    $entries = @($Desired.entries.PSObject.Properties)
    foreach ($wanted in @($entries | Where-Object { $_.Value.enabled -ne $false }) + @($entries | Where-Object { $_.Value.enabled -eq $false })) {
        Set-LocalAccountEntry $accounts $wanted.Name $wanted.Value
    }
    if ($null -eq $Desired.keep) { return }
    foreach ($account in $accounts) {
        if (-not $account.enabled -or @($Desired.keep | Where-Object { Find-LocalPrincipal @($account) $_ }).Count -gt 0) { continue }
        try { Set-LocalAccountFlag $accounts $account 'enabled' $false }
        catch { @{ key = '*'; code = (ConvertTo-AccountFailure $_ '').code; detail = $account.name } }
    }
}

function Set-LocalAccountEntry {
    param($Accounts, [string]$Key, $Wanted)
    if ($Wanted -eq 'absent') {
        if (Find-LocalPrincipal $Accounts $Key) { @{ key = $Key; code = 'NOT_REMOVED'; detail = 'an account is disabled, never deleted' } }
        return
    }
    $account = Find-LocalPrincipal $Accounts $Wanted.account
    if (-not $account) { @{ key = $Key; code = 'NOT_CREATED'; detail = 'an account is made by hand, with its password' }; return }
    foreach ($flag in 'enabled', 'passwordNeverExpires', 'passwordRequired', 'userMayChangePassword') {
        if ($null -eq $Wanted.$flag -or $Wanted.$flag -eq $account[$flag]) { continue }
        try { Set-LocalAccountFlag $Accounts $account $flag $Wanted.$flag }
        catch {
            $failure = ConvertTo-AccountFailure $_ $flag
            @{ key = $Key; code = $failure.code; detail = $failure.detail }
            return
        }
    }
    if ($Wanted.name -and $Wanted.name -ne $account.name) { @{ key = $Key; code = 'NOT_RENAMED'; detail = 'an account is renamed by hand' } }
}

function Set-LocalAccountFlag {
    param($Accounts, $Account, [string]$Flag, [bool]$Value)
    $sid = $Account.sid
    if ($sid -eq @(Get-SessionSid)[0]) { throw (New-Failure 'SESSION_ACCOUNT' 'this session runs as the account') }
    if ($Flag -eq 'enabled' -and -not $Value -and (Test-LastAdministrator $Accounts $sid)) {
        throw (New-Failure 'LAST_ADMINISTRATOR' 'no other enabled account of the machine is an administrator')
    }
    switch ($Flag) {
        'enabled' { if ($Value) { Enable-LocalUser -SID $sid -ErrorAction Stop } else { Disable-LocalUser -SID $sid -ErrorAction Stop } }
        'passwordNeverExpires' { Set-LocalUser -SID $sid -PasswordNeverExpires $Value -ErrorAction Stop }
        'userMayChangePassword' { Set-LocalUser -SID $sid -UserMayChangePassword $Value -ErrorAction Stop }
        'passwordRequired' { Set-PasswordRequired $sid $Value }
    }
    $Account[$Flag] = $Value
}

# Set-LocalUser does not know this flag.
function Set-PasswordRequired {
    param([string]$Sid, [bool]$Value)
    $query = "SELECT * FROM Win32_UserAccount WHERE LocalAccount = TRUE AND SID = '$Sid'"
    Set-CimInstance -Query $query -Property @{ PasswordRequired = $Value } -ErrorAction Stop
}

# The built-in Administrator is one whether the group says so or not.
function Test-LastAdministrator {
    param($Accounts, [string]$Sid)
    $group = Find-LocalPrincipal (Get-LocalPrincipal Win32_Group) 'S-1-5-32-544'
    $members = @(Get-GroupMemberSid $group.Name)
    $administrators = @($Accounts | Where-Object { $_.enabled -and ($_.sid -in $members -or $_.sid -like '*-500') })
    $administrators.Count -eq 1 -and $administrators[0].sid -eq $Sid
}
