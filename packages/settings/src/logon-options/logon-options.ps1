# Facts: kind and data of the asked registry values that exist.
function Read-LogonOptions {
    param($Request)
    Read-RegistrySetting -Request $Request
}

function Set-LogonOptions {
    param($Request, $Desired)
    Set-RegistrySetting -Desired $Desired
}
