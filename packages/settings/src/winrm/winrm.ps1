# Facts: kind and data of the asked registry values that exist, and of every listener that the machine stores its port and
# whether it is on. There is no Set-Winrm: the session that would write runs over this service.
function Read-Winrm {
    param($Request)
    $facts = Read-RegistrySetting -Request $Request
    $facts.listeners = @{}
    $path = 'SOFTWARE\Microsoft\Windows\CurrentVersion\WSMAN\Listener'
    $key = Open-RegistryKey -Hive LocalMachine -Path $path
    if ($null -eq $key) { return $facts }
    try { $names = @($key.GetSubKeyNames()) }
    finally { $key.Dispose() }
    foreach ($name in $names) { $facts.listeners[$name] = Get-RegistryTypedMap -Hive LocalMachine -Path "$path\$name" -Only 'Port', 'enabled' }
    $facts
}
