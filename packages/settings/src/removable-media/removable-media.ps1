# Facts: kind and data of the asked registry values that exist.
function Read-RemovableMedia {
    param($Request)
    Read-RegistrySetting -Request $Request
}

function Set-RemovableMedia {
    param($Request, $Desired)
    Set-RegistrySetting -Desired $Desired
}
