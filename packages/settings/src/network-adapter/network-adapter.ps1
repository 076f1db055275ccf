# Facts: rows of the classes of the network, in their words, for the adapters that Windows shows; each class once. Hidden
# adapters (WAN miniports, filters) are no adapters that anybody has set up. Routes to everywhere are answered whatever
# they go over: a dialled connection is no adapter.
function Read-NetworkAdapter {
    param($Request)
    $properties = 'InterfaceIndex', 'InterfaceGuid', 'Name', 'NetworkAddresses', 'PermanentAddress', 'InterfaceOperationalStatus'
    $adapters = @(Get-NetworkFact MSFT_NetAdapter $properties -Filter 'Hidden = FALSE')
    $shown = @{}
    foreach ($adapter in $adapters) { $shown[[long]$adapter.InterfaceIndex] = $true }
    $everywhere = "DestinationPrefix = '0.0.0.0/0' OR DestinationPrefix = '::/0'"
    @{
        adapters   = $adapters
        interfaces = @(Get-NetworkFact MSFT_NetIPInterface 'InterfaceIndex', 'Dhcp', 'InterfaceMetric' $shown 'AddressFamily = 2')
        addresses  = @(Get-NetworkFact MSFT_NetIPAddress 'InterfaceIndex', 'IPAddress', 'PrefixLength', 'AddressState', 'Store' $shown)
        routes     = @(Get-NetworkFact MSFT_NetRoute 'InterfaceIndex', 'DestinationPrefix', 'NextHop', 'RouteMetric', 'Store' -Filter $everywhere)
        servers    = @(Get-NetworkFact MSFT_DNSClientServerAddress 'InterfaceIndex', 'AddressFamily', 'ServerAddresses' $shown)
        suffixes   = @(Get-NetworkFact MSFT_DNSClient 'InterfaceIndex', 'ConnectionSpecificSuffix' $shown)
        bindings   = @(Get-NetworkFact MSFT_NetAdapterBindingSettingData 'Name', 'Enabled' -Filter "ComponentID = 'ms_tcpip6'")
        netbios    = @(Get-NetworkFact Win32_NetworkAdapterConfiguration 'InterfaceIndex', 'TcpipNetbiosOptions' $shown)
        networks   = @(Get-NetworkFact MSFT_NetConnectionProfile 'InterfaceIndex', 'NetworkCategory' $shown)
    }
}

# The named properties of the instances of a class, where indexes are given only of those on such an interface. Null stays
# null, a list a list.
function Get-NetworkFact {
    param([string]$ClassName, [string[]]$Property, $Indexes, [string]$Filter)
    $namespace = if ($ClassName -like 'Win32_*') { 'root/cimv2' } else { 'root/StandardCimv2' }
    $query = @{ Namespace = $namespace; ClassName = $ClassName; Property = $Property; ErrorAction = 'Stop' }
    if ($Filter) { $query.Filter = $Filter }
    foreach ($instance in Get-CimInstance @query) {
        if ($null -ne $Indexes -and -not $Indexes.ContainsKey([long]$instance.InterfaceIndex)) { continue }
        $row = @{}
        foreach ($name in $Property) {
            $value = $instance.$name
            $row[$name] = if ($null -eq $value) { $null } elseif ($value -is [string] -or $value -is [bool]) { $value }
            elseif ($value -is [array]) { , [string[]]$value } else { [long]$value }
        }
        $row
    }
}
