# The cmdlets of local accounts on accounts of the case. The id of the error of a denial is believed.

function Set-BenchAccount {
    param([string]$Sid, [string]$Flag, [bool]$Value)
    Add-BenchCall "account $Flag $Value"
    $account = $Bench.localAccounts[$Sid]
    if ($null -eq $account) { throw "no account $Sid" }
    if ($account.guarded) { throw (New-BenchError (New-Object System.Exception) 'AccessDenied') }
    $account.$Flag = $Value
}

function Enable-LocalUser { [CmdletBinding()] param([string]$SID) Set-BenchAccount $SID 'enabled' $true }
function Disable-LocalUser { [CmdletBinding()] param([string]$SID) Set-BenchAccount $SID 'enabled' $false }
function Set-LocalUser {
    [CmdletBinding()] param([string]$SID, [bool]$PasswordNeverExpires, [bool]$UserMayChangePassword)
    foreach ($name in 'PasswordNeverExpires', 'UserMayChangePassword') {
        if ($PSBoundParameters.ContainsKey($name)) { Set-BenchAccount $SID ($name.Substring(0, 1).ToLowerInvariant() + $name.Substring(1)) $PSBoundParameters[$name] }
    }
}

# Stands for the class Win32_UserAccount, one of whose objects is written.
function Set-PasswordRequired { param([string]$Sid, [bool]$Value) Set-BenchAccount $Sid 'passwordRequired' $Value }
