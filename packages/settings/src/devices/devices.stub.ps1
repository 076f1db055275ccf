# Get-PnpDevice on the devices of the case, by the properties of its published class, and one that nobody asks for: a device
# without a driver has neither class nor service.

Add-BenchStore 'devices'

function Get-PnpDevice {
    [CmdletBinding()] param([switch]$PresentOnly)
    [pscustomobject]@{ InstanceId = 'ROOT\KIJUNBENCH\0000'; ClassGuid = $null; Service = $null; Present = $true; FriendlyName = $null }
    foreach ($id in $Bench.devices.Keys) {
        $device = $Bench.devices[$id]
        if ($PresentOnly -and -not $device.present) { continue }
        [pscustomobject]@{
            InstanceId = $id; ClassGuid = $device.classGuid; Service = $device.service; Present = $device.present
            FriendlyName = Get-BenchText 'USB 入力デバイス' 'USB Input Device'
        }
    }
}
