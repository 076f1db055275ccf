# Facts: where the machine listens, by protocol, address and port, and the image of the process; its name and path are null
# where it cannot be found. The asked ports, and the others where they are asked for. One query each for TCP, for UDP and
# for processes, the processes last: who listens then is known.
function Read-ListeningPorts {
    param($Request)
    $asked = @{}
    foreach ($name in @($Request.names)) { $asked[[string]$name] = $true }
    $sockets = @(
        foreach ($socket in Get-TcpListener) { @{ protocol = 'tcp'; socket = $socket } }
        foreach ($socket in ConvertTo-WindowsRow @(Get-NetUDPEndpoint -ErrorAction Stop) (Get-SocketProperty) 'MSFT_NetUDPEndpoint') { @{ protocol = 'udp'; socket = $socket } }
    )
    $processes = @{}
    foreach ($process in Get-RunningProcess) { $processes[$process.ProcessId] = $process }
    $facts = @{ asked = @(); others = @() }
    foreach ($found in $sockets) {
        $process = $processes[$found.socket.OwningProcess]
        $listener = @{
            protocol = $found.protocol
            address  = $found.socket.LocalAddress
            port     = $found.socket.LocalPort
            name     = $process.Name
            path     = $process.ExecutablePath
        }
        if ($asked.ContainsKey("$($listener.protocol) $($listener.port)")) { $facts.asked += $listener }
        elseif ($Request.others) { $facts.others += $listener }
    }
    $facts
}

function Get-SocketProperty { @{ LocalAddress = 'text'; LocalPort = 'number'; OwningProcess = 'number' } }

# A machine on which nobody listens is answered by an error (claim `nobody-listens`).
function Get-TcpListener {
    try { $sockets = @(Get-NetTCPConnection -State Listen -ErrorAction Stop) }
    catch {
        if ($_.FullyQualifiedErrorId -like 'CmdletizationQuery_NotFound*') { return }
        throw
    }
    ConvertTo-WindowsRow $sockets (Get-SocketProperty) 'MSFT_NetTCPConnection' -Always
}
