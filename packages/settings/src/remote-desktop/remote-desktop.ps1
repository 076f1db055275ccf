# Facts: kind and data of the asked registry values that exist.
function Read-RemoteDesktop {
    param($Request)
    Read-RegistrySetting -Request $Request
}

function Set-RemoteDesktop {
    param($Request, $Desired)
    Set-RegistrySetting -Desired $Desired
}
