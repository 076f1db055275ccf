# Facts: rows of the classes of the network, in their words, for the adapters that Windows shows; each class once. Hidden
# adapters (WAN miniports, filters) are no adapters that anybody has set up. Routes to everywhere are answered whatever
# they go over: a dialled connection is no adapter.
function Read-NetworkAdapter {
    param($Request)
    $adapter = @{ InterfaceGuid = 'text'; Name = 'text'; NetworkAddresses = 'texts?'; PermanentAddress = 'text?'; InterfaceOperationalStatus = 'number' }
    $adapters = @(Get-NetworkFact MSFT_NetAdapter $adapter -Filter 'Hidden = FALSE')
    $shown = @{}
    foreach ($row in $adapters) { $shown[$row.InterfaceIndex] = $true }
    $everywhere = "DestinationPrefix = '0.0.0.0/0' OR DestinationPrefix = '::/0'"
    @{
        adapters   = $adapters
        interfaces = @(Get-NetworkFact MSFT_NetIPInterface @{ Dhcp = 'number'; InterfaceMetric = 'number' } $shown 'AddressFamily = 2')
        addresses  = @(Get-NetworkFact MSFT_NetIPAddress @{ IPAddress = 'text'; PrefixLength = 'number'; AddressState = 'number'; Store = 'number?' } $shown)
        routes     = @(Get-NetworkFact MSFT_NetRoute @{ DestinationPrefix = 'text'; NextHop = 'text'; RouteMetric = 'number'; Store = 'number?' } -Filter $everywhere)
        servers    = @(Get-NetworkFact MSFT_DNSClientServerAddress @{ AddressFamily = 'number'; ServerAddresses = 'texts?' } $shown)
        suffixes   = @(Get-NetworkFact MSFT_DNSClient @{ ConnectionSpecificSuffix = 'text?' } $shown)
        bindings   = @(Get-WindowsInstance -Namespace 'root/StandardCimv2' -ClassName MSFT_NetAdapterBindingSettingData -Property @{ Name = 'text'; Enabled = 'flag' } -Filter "ComponentID = 'ms_tcpip6'")
        netbios    = @(Get-NetworkFact Win32_NetworkAdapterConfiguration @{ TcpipNetbiosOptions = 'number?' } $shown)
        networks   = @(Get-NetworkFact MSFT_NetConnectionProfile @{ NetworkCategory = 'number' } $shown)
    }
}

# Rows of a class with the interface that they are about; where indexes are given, of these interfaces only.
function Get-NetworkFact {
    param([string]$ClassName, [hashtable]$Property, $Indexes, [string]$Filter)
    $namespace = if ($ClassName -like 'Win32_*') { 'root/cimv2' } else { 'root/StandardCimv2' }
    foreach ($row in Get-WindowsInstance -Namespace $namespace -ClassName $ClassName -Property ($Property + @{ InterfaceIndex = 'number' }) -Filter $Filter) {
        if ($null -eq $Indexes -or $Indexes.ContainsKey($row.InterfaceIndex)) { $row }
    }
}
