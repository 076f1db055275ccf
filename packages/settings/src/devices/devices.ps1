# Facts: the connected devices whose instance ids begin with an asked name, by that name; and of the others, where they are
# asked for, those that can be plugged in. One query for all. A function of a device with several is no device of its own.
function Read-Devices {
    param($Request)
    $facts = @{ asked = @{}; others = @() }
    foreach ($name in @($Request.names)) { $facts.asked[[string]$name] = @() }
    $properties = @{ InstanceId = 'text'; ClassGuid = 'text?'; Service = 'text?' }
    foreach ($device in ConvertTo-WindowsRow @(Get-PnpDevice -PresentOnly -ErrorAction Stop) $properties 'Win32_PnPEntity' -Always) {
        $id = $device.InstanceId
        if ($id -match '&MI_[0-9A-F]{2}') { continue }
        $fact = @{ id = $id; classGuid = [string]$device.ClassGuid; service = [string]$device.Service }
        $names = @($facts.asked.Keys | Where-Object {
                $id.StartsWith("$_\", [System.StringComparison]::OrdinalIgnoreCase) -or $id.StartsWith("$_&", [System.StringComparison]::OrdinalIgnoreCase)
            })
        foreach ($name in $names) { $facts.asked[$name] += $fact }
        if ($Request.others -and $names.Count -eq 0 -and $id -match '^(USB|BTHENUM|BTHLE|SD|PCMCIA)\\') { $facts.others += $fact }
    }
    $facts
}
