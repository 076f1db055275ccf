# One query per share. With others asked for, all names are found out first.
function Read-SharesPerItem {
    param($Request)
    $class = @{ Namespace = 'root/Microsoft/Windows/SMB'; ClassName = 'MSFT_SmbShare' }
    $names = @($Request.names)
    if ($Request.others) {
        $counted = Get-CimInstance @class | Where-Object { -not ($_.Special -and $_.Name -match '^([A-Z]|ADMIN|IPC)\$$') -and $_.Name -ne 'print$' }
        $names += $counted.Name | Where-Object { $_ -notin $names }
    }
    $found = @{}
    foreach ($name in $names) {
        foreach ($share in Get-CimInstance @class -Filter "Name = '$name'") {
            $found[$name] = @{ path = $share.Path; encrypt = $share.EncryptData; descriptor = $share.SecurityDescriptor }
        }
    }
    @{ shares = $found }
}
