# One query per service.
function Read-ServicesPerItem {
    param($Request)
    $found = @{}
    $properties = @{ Name = 'text'; State = 'text'; StartMode = 'text'; DelayedAutoStart = 'flag'; StartName = 'text?' }
    foreach ($name in $Request.names) {
        foreach ($service in Get-WindowsInstance -ClassName Win32_Service -Filter "Name = '$name'" -Property $properties -Key Name) {
            $found[$name] = if ($service.failure) { @{ failure = $service.failure } }
            else { @{ startMode = $service.StartMode; delayed = $service.DelayedAutoStart; state = $service.State; account = $service.StartName } }
        }
    }
    @{ services = $found }
}
