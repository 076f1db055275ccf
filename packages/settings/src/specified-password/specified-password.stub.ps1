# When the passwords of the case were last set: as Get-LocalUser shows it, in local time, and as a directory keeps it.

Add-BenchStore 'passwords'

function Get-LocalUser {
    [CmdletBinding()] param()
    foreach ($sid in $Bench.passwords.Keys) {
        $held = $Bench.passwords[$sid]
        [pscustomobject]@{ SID = $sid; Name = $held.name; PasswordLastSet = if ($held.lastSet) { ([datetime]$held.lastSet).ToLocalTime() } }
    }
}

function Find-DirectoryAccount {
    foreach ($sid in $Bench.passwords.Keys) {
        $held = $Bench.passwords[$sid]
        $time = if ($held.lastSet) { ([datetime]$held.lastSet).ToUniversalTime().ToFileTimeUtc() } else { 0 }
        @{ objectSid = ConvertTo-BenchSid $sid; sAMAccountName = $held.name; pwdLastSet = $time }
    }
}
