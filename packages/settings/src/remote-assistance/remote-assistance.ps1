# Facts: kind and data of the asked registry values that exist.
function Read-RemoteAssistance {
    param($Request)
    Read-RegistrySetting -Request $Request
}

function Set-RemoteAssistance {
    param($Request, $Desired)
    Set-RegistrySetting -Desired $Desired
}
