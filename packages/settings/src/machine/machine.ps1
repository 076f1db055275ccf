# Facts about the machine as a whole. Only the asked parts are read, and one that cannot be read does not lose the others.
function Read-Machine {
    param($Request)
    $facts = @{}
    foreach ($part in @($Request.parts)) {
        try {
            $facts[$part] = switch ($part) {
                'clock' { Get-ClockLead $Request }
                'cluster' { Get-ClusterFact }
                'drives' { @{ free = Get-FreeSpace } }
                'registry' { @{ keys = Get-AskedKey $Request } }
                'system' { Get-SystemModel }
            }
        }
        catch { $facts[$part] = @{ failure = ConvertTo-Failure $_ } }
    }
    $facts
}

# How far the clock is ahead of the time at which it was asked, which is not known where there is no line.
function Get-ClockLead {
    param($Request)
    if (-not $Request.asked) { throw (New-Failure 'CLOCK_NOT_COMPARED' '') }
    @{ aheadSeconds = [int][System.Math]::Floor(($SessionStart - ([datetime]$Request.asked).ToUniversalTime()).TotalSeconds) }
}

function Get-SystemModel {
    $system = @(Get-WindowsInstance -ClassName Win32_ComputerSystem -Property @{ Manufacturer = 'text?'; Model = 'text?' } -Always)[0]
    $bios = @(Get-WindowsInstance -ClassName Win32_BIOS -Property @{ SerialNumber = 'text' } -Always)[0]
    @{ manufacturer = ([string]$system.Manufacturer).Trim(); model = ([string]$system.Model).Trim(); serialNumber = $bios.SerialNumber.Trim() }
}

# DriveType 3 = a local disk; one that is not ready shows no size.
function Get-FreeSpace {
    $free = @{}
    foreach ($disk in Get-WindowsInstance -ClassName Win32_LogicalDisk -Filter 'DriveType = 3' -Property @{ DeviceID = 'text'; FreeSpace = 'number?' } -Always) {
        if ($null -ne $disk.FreeSpace) { $free[$disk.DeviceID] = $disk.FreeSpace }
    }
    $free
}

# Which node has each group; null on a machine without the namespace of a cluster: WBEM_E_INVALID_NAMESPACE
# (claim `no-cluster-namespace`).
function Get-ClusterFact {
    $fact = @{ computerName = [string]$env:COMPUTERNAME; groups = $null }
    $properties = @{ Name = 'text'; OwnerNode = 'text'; State = 'number' }
    try { $found = @(Get-WindowsInstance -Namespace 'root/MSCluster' -ClassName MSCluster_ResourceGroup -Property $properties -Always) }
    catch {
        if ((ConvertTo-Failure $_).detail -like '*HRESULT 0x8004100e*') { return $fact }
        throw
    }
    $fact.groups = @{}
    foreach ($group in $found) { $fact.groups[$group.Name] = @{ owner = $group.OwnerNode; state = $group.State } }
    $fact
}

# The asked values of each key, and of some keys how many are below them; null for a key that is not there.
function Get-AskedKey {
    param($Asked)
    $keys = @{}
    foreach ($place in $Asked.registry.PSObject.Properties) {
        $keys[$place.Name] = $null
        $key = Open-RegistryKey -Hive LocalMachine -Path $place.Name
        if ($null -eq $key) { continue }
        $keys[$place.Name] = @{ values = Get-RegistryTypedMap -Hive LocalMachine -Path $place.Name -Only @($place.Value) }
        if ($place.Name -in @($Asked.counted)) { $keys[$place.Name].subKeys = @($key.GetSubKeyNames()).Count }
        $key.Dispose()
    }
    $keys
}
