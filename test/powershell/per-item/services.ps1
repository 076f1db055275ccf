# One query per service.
function Read-ServicesPerItem {
    param($Request)
    $found = @{}
    foreach ($name in $Request.names) {
        foreach ($service in Get-CimInstance -ClassName Win32_Service -Filter "Name = '$name'") {
            $found[$name] = @{
                startMode = [string]$service.StartMode; delayed = [bool]$service.DelayedAutoStart
                state = [string]$service.State; account = $service.StartName
            }
        }
    }
    @{ services = $found }
}
