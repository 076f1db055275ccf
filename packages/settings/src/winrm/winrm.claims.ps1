function Test-WinrmLocalName {
    $stored = @((Get-RegistryValueMap -Hive LocalMachine -Path 'SOFTWARE\Microsoft\Windows\CurrentVersion\WSMAN\Service').Keys | Where-Object { $_ -match '^(auth_|allow)' })
    if ($stored.Count -eq 0) { Skip-Claim 'nothing-was-changed' }
    @($stored | Where-Object { $_ -notin 'auth_basic', 'auth_kerberos', 'auth_negotiate', 'auth_credssp', 'auth_certificate', 'allow_unencrypted', 'allow_remote_requests' }).Count -eq 0
}

function Test-WinrmListenerKey {
    $listeners = (Read-Winrm ([pscustomobject]@{ values = [pscustomobject]@{} })).listeners
    if ($listeners.Count -eq 0) { Skip-Claim 'no-listener-is-stored' }
    $strange = @($listeners.Keys | Where-Object {
            $held = $listeners[$_]
            $_ -notmatch '^[^+]+\+HTTPS?$' -or $held.Port.kind -ne 'DWord' -or ($held.enabled -and $held.enabled.kind -ne 'DWord')
        })
    $strange.Count -eq 0
}
