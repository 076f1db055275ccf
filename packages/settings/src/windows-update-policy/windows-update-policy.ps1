# Facts: kind and data of the asked registry values that exist.
function Read-WindowsUpdatePolicy {
    param($Request)
    Read-RegistrySetting -Request $Request
}

function Set-WindowsUpdatePolicy {
    param($Request, $Desired)
    Set-RegistrySetting -Desired $Desired
}
