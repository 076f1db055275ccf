# Facts: the routing values by their names in lower case, and of the touch screens (HID usage page 0x0D, usage 4) and displays
# that are connected the problem that the device manager has with them. One query for all devices; devices that Windows itself has
# at ROOT are always among them (claim `root-devices`), so that an empty answer is none.
function Read-TouchPanel {
    param($Request)
    $facts = @{ routes = @{}; digitizers = @{}; monitors = @{} }
    $stored = Get-RegistryTypedMap -Hive LocalMachine -Path 'SOFTWARE\Microsoft\Wisp\Pen\Digimon'
    foreach ($name in $stored.Keys) {
        $value = $stored[$name]
        $facts.routes[$name.ToLowerInvariant()] = if ($value.kind -eq 'String') { $value.value } else { @{ failure = @{ code = 'VALUE_UNKNOWN'; detail = "kind $($value.kind)" } } }
    }
    $query = @{
        ClassName = 'Win32_PnPEntity'; Filter = "PNPDeviceID LIKE 'HID\\VID%' OR PNPDeviceID LIKE 'DISPLAY\\%' OR PNPDeviceID LIKE 'ROOT\\%'"
        Property = @{ PNPDeviceID = 'text'; HardwareID = 'texts'; Present = 'flag'; ConfigManagerErrorCode = 'number' }; Key = 'PNPDeviceID'; Always = $true
    }
    foreach ($device in Get-WindowsInstance @query) {
        $id = $device.PNPDeviceID
        if ($id -like 'ROOT\*') { continue }
        if ($device.failure) { throw (New-Failure $device.failure.code $device.failure.detail) }
        if (-not $device.Present) { continue }
        if ($id -like 'DISPLAY\*') { $facts.monitors[$id] = $device.ConfigManagerErrorCode }
        elseif ($device.HardwareID -contains 'HID_DEVICE_UP:000D_U:0004') { $facts.digitizers[$id] = $device.ConfigManagerErrorCode }
    }
    $facts
}

# Leads every connected touch screen of a kind to the one connected display of the wanted model. Windows looks a value up when
# the device starts, so a touch screen that was led elsewhere is restarted.
function Set-TouchPanel {
    param($Request, $Desired)
    $facts = Read-TouchPanel
    foreach ($wanted in $Desired.routes.PSObject.Properties) {
        $device = $wanted.Name
        $pattern = '^HID\\VID_{0}&PID_{1}[&\\]' -f $device.Split(':')
        $digitizers = @($facts.digitizers.Keys | Where-Object { $_ -match $pattern })
        $monitors = @($facts.monitors.Keys | Where-Object { $_ -like "DISPLAY\$($wanted.Value)\*" })
        if ($digitizers.Count -eq 0) { @{ key = $device; code = 'DEVICE_MISSING'; detail = "no touch screen $device is connected" }; continue }
        if ($monitors.Count -ne 1) { @{ key = $device; code = 'DISPLAY_MISSING'; detail = "$($monitors.Count) displays $($wanted.Value) are connected" }; continue }
        foreach ($digitizer in $digitizers) { Set-TouchRoute $device $digitizer $monitors[0] $facts }
    }
}

function Set-TouchRoute {
    param([string]$Device, [string]$Digitizer, [string]$Monitor, $Facts)
    $key = 'SOFTWARE\Microsoft\Wisp\Pen\Digimon'
    $part = $Digitizer.Split('\')
    $name = '20-\\?\HID#{0}#{1}#{{4d1e55b2-f16f-11cf-88cb-001111000030}}' -f $part[1].ToUpperInvariant(), $part[2].ToLowerInvariant()
    $part = $Monitor.Split('\')
    $instance = $part[2].ToLowerInvariant().Replace('uid', 'UID')
    $data = '\\?\DISPLAY#{0}#{1}#{{e6f07b5f-ee97-4a90-b076-33f57bf4eaa7}}' -f $part[1].ToUpperInvariant(), $instance
    try {
        if ($Facts.routes[$name] -ne $data) {
            Set-RegistryValue -Hive LocalMachine -Path $key -Name $name -Value $data -Kind String
            $exit = Restart-TouchDevice $Digitizer
            if ($exit -ne 0) { @{ key = $Device; code = 'NOT_YET_IN_EFFECT'; detail = "pnputil ended with $exit; the route acts from the next logon" } }
        }
        $problem = $Facts.digitizers[$Digitizer]
        if ($problem -ne 0) { @{ key = $Device; code = 'DEVICE_PROBLEM'; detail = "problem $problem of the touch screen" } }
    }
    catch {
        $failure = ConvertTo-WriteFailure $_
        @{ key = $Device; code = $failure.code; detail = $failure.detail }
    }
}

# The exit code. What it prints is in the machine's language.
function Restart-TouchDevice {
    param([string]$Id)
    $ErrorActionPreference = 'Continue'
    $null = & pnputil.exe /restart-device $Id 2>&1
    $LASTEXITCODE
}
