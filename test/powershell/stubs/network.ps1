# Adapters, addresses and connections as the classes of root/StandardCimv2 show them. Class and property names are those
# of the published classes; State 2 = listening, 5 = established and the types of numbers are believed.

$Bench.reset['network'] = { param($Case) $Bench.network = $Case.state.network }

$Bench.cim['MSFT_NetTCPConnection'] = {
    param($Filter)
    if ($Filter -eq 'State = 2') {
        [pscustomobject]@{ LocalPort = [uint16]1; OwningProcess = [uint32]4 } # nobody asks for it
        return Get-BenchListener 'tcp'
    }
    if ($Filter -notmatch '^LocalPort = (\d+) AND State = 5$') { throw "the stub does not know the filter $Filter" }
    $port = [int]$Matches[1]
    foreach ($connection in @($Bench.network.connections)) {
        if ($null -eq $connection -or $connection.localPort -ne $port) { continue }
        [pscustomobject]@{
            LocalAddress = $connection.localAddress; LocalPort = [uint16]$port
            RemoteAddress = $connection.remoteAddress; State = [byte]5
        }
    }
}

$Bench.cim['MSFT_NetIPAddress'] = {
    foreach ($interface in @($Bench.network.interfaces)) {
        foreach ($address in @($interface.addresses)) {
            if ($null -eq $address) { continue }
            [pscustomobject]@{
                IPAddress = $address.address; PrefixLength = [byte]$address.prefix; InterfaceIndex = [uint32]$interface.index
                AddressState = [uint16]$(if ($null -eq $address.state) { 4 } else { $address.state }); Store = [byte]1
            }
        }
    }
}

# Only an interface that is connected to a network has a connection profile.
$Bench.cim['MSFT_NetConnectionProfile'] = {
    foreach ($interface in @($Bench.network.interfaces)) {
        if ($null -eq $interface -or $null -eq $interface.category) { continue }
        [pscustomobject]@{ InterfaceIndex = [uint32]$interface.index; NetworkCategory = [uint32]$interface.category }
    }
}
