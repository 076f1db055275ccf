# Win32_PnPEntity and pnputil.exe on the devices of the case. The names of the class are published; hardware ids of HID
# collections are believed.

Add-BenchStore 'touchDevices'

$Bench.cim['Win32_PnPEntity'] = {
    param($Filter)
    if ($Filter -ne "PNPDeviceID LIKE 'HID\\VID%' OR PNPDeviceID LIKE 'DISPLAY\\%' OR PNPDeviceID LIKE 'ROOT\\%'") { throw "the stub does not know the filter $Filter" }
    [pscustomobject]@{ PNPDeviceID = 'ROOT\SYSTEM\0000'; HardwareID = $null; Present = $true; ConfigManagerErrorCode = [uint32]0; Name = 'swenum' }
    foreach ($id in $Bench.touchDevices.Keys) {
        if ($id -notlike 'HID\VID*' -and $id -notlike 'DISPLAY\*') { continue }
        $device = $Bench.touchDevices[$id]
        [pscustomobject]@{
            PNPDeviceID = $id; HardwareID = [string[]]$device.hardwareIds; Present = [bool]$device.present
            ConfigManagerErrorCode = [uint32]$device.problem; Name = Get-BenchText 'HID 準拠タッチ スクリーン' 'HID-compliant touch screen'
        }
    }
}

function pnputil.exe {
    Add-BenchCall "pnputil $($args -join ' ')"
    $exit = [int]$Bench.touchDevices[$args[1]].restartExit
    if ($exit -ne 0) { Write-Error (Get-BenchText 'デバイスを再起動できませんでした。' 'Failed to restart device.') }
    $global:LASTEXITCODE = $exit
}
