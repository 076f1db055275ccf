# What the machine as a whole shows, by the properties of the published classes; how a missing namespace answers is believed.

Add-BenchStore 'hardware'
Add-BenchStore 'drives'
Add-BenchStore 'clusterGroups'
$Bench.reset['cluster'] = { param($Case) $Bench.hasCluster = $null -ne $Case.state.clusterGroups }

$Bench.cim['Win32_ComputerSystem'] = {
    [pscustomobject]@{ Manufacturer = $Bench.hardware['manufacturer']; Model = $Bench.hardware['model'] }
}

$Bench.cim['Win32_LogicalDisk'] = {
    param($Filter)
    if ($Filter -ne 'DriveType = 3') { throw "the stub does not know the filter $Filter" }
    foreach ($name in $Bench.drives.Keys) {
        $free = $Bench.drives[$name].freeBytes
        [pscustomobject]@{ DeviceID = $name; FreeSpace = if ($null -ne $free) { [uint64]$free } }
    }
}

$Bench.cim['MSCluster_ResourceGroup'] = {
    if (-not $Bench.hasCluster) {
        throw (New-Object System.Management.Automation.ErrorRecord (New-Object System.Exception '名前空間が無効です'), 'HRESULT 0x8004100e,Microsoft.Management.Infrastructure.CimCmdlets.GetCimInstanceCommand', 'NotSpecified', $null)
    }
    foreach ($name in $Bench.clusterGroups.Keys) {
        $group = $Bench.clusterGroups[$name]
        [pscustomobject]@{ Name = $name; OwnerNode = $group.owner; State = [uint32]$group.state }
    }
}
