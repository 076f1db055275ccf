# Get-PnpDevice on the devices of the case, by the properties of its published class.

Add-BenchStore 'devices'

function Get-PnpDevice {
    [CmdletBinding()] param([switch]$PresentOnly)
    foreach ($id in $Bench.devices.Keys) {
        $device = $Bench.devices[$id]
        if ($PresentOnly -and -not $device.present) { continue }
        [pscustomobject]@{
            InstanceId = $id; ClassGuid = $device.classGuid; Service = $device.service; Present = $device.present
            FriendlyName = 'USB 入力デバイス'
        }
    }
}
