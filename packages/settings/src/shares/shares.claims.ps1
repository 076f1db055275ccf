function Test-ShareOwner {
    $descriptors = @((Get-ShareMap).Values | ForEach-Object { $_.descriptor } | Where-Object { $_ })
    if ($descriptors.Count -eq 0) { Skip-Claim 'no-descriptor' }
    @($descriptors | Where-Object { -not $_.StartsWith('O:SYG:SYD:') }).Count -eq 0
}

function Test-OwnShare {
    $shares = @(Get-CimInstance -Namespace 'root/Microsoft/Windows/SMB' -ClassName MSFT_SmbShare -ErrorAction Stop | Where-Object { $_.Name -in 'ADMIN$', 'IPC$', 'C$' })
    if ($shares.Count -eq 0) { Skip-Claim 'no-share-of-windows' }
    @($shares | Where-Object { -not $_.Special }).Count -eq 0
}

function Test-IpcShare {
    if ((Get-Service -Name 'LanmanServer' -ErrorAction SilentlyContinue).Status -ne 'Running') { Skip-Claim 'no-server-service' }
    @(Get-CimInstance -Namespace 'root/Microsoft/Windows/SMB' -ClassName MSFT_SmbShare -ErrorAction Stop | Where-Object { $_.Name -eq 'IPC$' }).Count -gt 0
}
