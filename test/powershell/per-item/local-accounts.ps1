# One query per account.
function Read-LocalAccountsPerItem {
    param($Request)
    $accounts = foreach ($sid in @(Get-CimInstance -ClassName Win32_UserAccount -Filter 'LocalAccount = TRUE' | ForEach-Object { $_.SID })) {
        foreach ($account in Get-CimInstance -ClassName Win32_UserAccount -Filter "SID = '$sid'") {
            @{
                sid = $account.SID; name = $account.Name; enabled = -not $account.Disabled
                passwordNeverExpires = -not $account.PasswordExpires; passwordRequired = [bool]$account.PasswordRequired
                userMayChangePassword = [bool]$account.PasswordChangeable
            }
        }
    }
    @{ accounts = @($accounts) }
}
