# Facts: kind and data of the asked registry values that exist, and whether a password stands beside them in plain text. Its
# name is looked for, its data is never read.
function Read-AutoLogon {
    param($Request)
    $facts = Read-RegistrySetting -Request $Request
    $facts.plaintextPassword = Test-PlaintextPassword
    $facts
}

function Test-PlaintextPassword {
    $key = Open-RegistryKey -Hive LocalMachine -Path 'SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon'
    if ($null -eq $key) { return $false }
    try { @($key.GetValueNames()) -contains 'DefaultPassword' }
    finally { $key.Dispose() }
}

# Never writes a password: the secret of an automatic logon is kept by LSA and changed with the account's password.
function Set-AutoLogon {
    param($Request, $Desired)
    Set-RegistrySetting -Desired $Desired
    if (-not $Desired.removePlaintextPassword) { return }
    try {
        if (Test-PlaintextPassword) {
            Remove-RegistryValue -Hive LocalMachine -Path 'SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon' -Name 'DefaultPassword'
        }
    }
    catch {
        $failure = ConvertTo-WriteFailure $_
        @{ key = 'plaintextPassword'; code = $failure.code; detail = $failure.detail }
    }
}
