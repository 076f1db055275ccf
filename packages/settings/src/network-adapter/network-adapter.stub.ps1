# Adapters of the case as the classes of the network show them, with one hidden adapter, and with a default route and an
# address that are stored and not in force. Class and property names are those of the published classes; types of numbers
# and which rows are in force are believed. Addresses and categories stand with the other stubs of the network.

function Get-BenchAdapter { @($Bench.network.interfaces) | Where-Object { $null -ne $_.adapter -and -not $_.adapter.hidden } }

$Bench.cim['MSFT_NetAdapter'] = {
    param($Filter)
    if ($Filter -ne 'Hidden = FALSE') { throw "the stub does not know the filter $Filter" }
    foreach ($interface in Get-BenchAdapter) {
        $adapter = $interface.adapter
        [pscustomobject]@{
            InterfaceIndex = [uint32]$interface.index; InterfaceGuid = $adapter.guid; Name = $adapter.alias
            NetworkAddresses = if ($adapter.mac) { , [string[]]@($adapter.mac) }; PermanentAddress = if ($adapter.mac) { $adapter.mac }
            InterfaceOperationalStatus = [uint32]$(if ($adapter.up) { 1 } else { 2 })
        }
    }
}

$Bench.cim['MSFT_NetIPInterface'] = {
    param($Filter)
    if ($Filter -ne 'AddressFamily = 2') { throw "the stub does not know the filter $Filter" }
    foreach ($interface in @($Bench.network.interfaces)) {
        if ($null -eq $interface.adapter) { continue }
        [pscustomobject]@{
            InterfaceIndex = [uint32]$interface.index; Dhcp = [byte][int]$interface.adapter.dhcp
            InterfaceMetric = [uint32]$interface.adapter.metric
        }
    }
}

$Bench.cim['MSFT_NetRoute'] = {
    param($Filter)
    if ($Filter -ne "DestinationPrefix = '0.0.0.0/0' OR DestinationPrefix = '::/0'") { throw "the stub does not know the filter $Filter" }
    foreach ($interface in @($Bench.network.interfaces)) {
        foreach ($gateway in @($interface.adapter.gateways)) {
            if ($null -eq $gateway) { continue }
            $everywhere = if ($gateway.Contains(':')) { '::/0' } else { '0.0.0.0/0' }
            foreach ($store in 1, 0) {
                [pscustomobject]@{
                    InterfaceIndex = [uint32]$interface.index; DestinationPrefix = $everywhere; NextHop = $gateway
                    RouteMetric = [uint16]256; Store = [byte]$store
                }
            }
        }
    }
}

$Bench.cim['MSFT_DNSClientServerAddress'] = {
    foreach ($interface in Get-BenchAdapter) {
        foreach ($family in 2, 23) {
            $servers = @($interface.adapter.dns | Where-Object { $_ -and $_.Contains(':') -eq ($family -eq 23) })
            [pscustomobject]@{ InterfaceIndex = [uint32]$interface.index; AddressFamily = [uint16]$family; ServerAddresses = if ($servers.Count -gt 0) { , [string[]]$servers } }
        }
    }
}

$Bench.cim['MSFT_DNSClient'] = {
    foreach ($interface in Get-BenchAdapter) {
        [pscustomobject]@{ InterfaceIndex = [uint32]$interface.index; ConnectionSpecificSuffix = if ($interface.adapter.dnsSuffix) { $interface.adapter.dnsSuffix } }
    }
}

$Bench.cim['MSFT_NetAdapterBindingSettingData'] = {
    param($Filter)
    if ($Filter -ne "ComponentID = 'ms_tcpip6'") { throw "the stub does not know the filter $Filter" }
    foreach ($interface in Get-BenchAdapter) { [pscustomobject]@{ Name = $interface.adapter.alias; Enabled = $interface.adapter.ipv6 } }
}

$Bench.cim['Win32_NetworkAdapterConfiguration'] = {
    foreach ($interface in Get-BenchAdapter) {
        $options = if ($null -eq $interface.adapter.netbios) { $null } else { [uint32]$interface.adapter.netbios }
        [pscustomobject]@{ InterfaceIndex = [uint32]$interface.index; TcpipNetbiosOptions = $options }
    }
}
