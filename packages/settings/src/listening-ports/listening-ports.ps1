# Facts: where the machine listens, by protocol, address and port, and the image of the process; its name and path are null
# where it cannot be found. The asked ports, and the others where they are asked for. One query each for TCP, for UDP and
# for processes, the processes last: who listens then is known.
function Read-ListeningPorts {
    param($Request)
    $asked = @{}
    foreach ($name in @($Request.names)) { $asked[[string]$name] = $true }
    $sockets = @(
        foreach ($socket in Get-TcpListener) { @{ protocol = 'tcp'; socket = $socket } }
        foreach ($socket in Get-NetUDPEndpoint -ErrorAction Stop) { @{ protocol = 'udp'; socket = $socket } }
    )
    $processes = @{}
    foreach ($process in Get-CimInstance -ClassName Win32_Process -Property 'ProcessId', 'Name', 'ExecutablePath') {
        $processes[[string]$process.ProcessId] = $process
    }
    $facts = @{ asked = @(); others = @() }
    foreach ($found in $sockets) {
        $process = $processes[[string]$found.socket.OwningProcess]
        $listener = @{
            protocol = $found.protocol
            address  = [string]$found.socket.LocalAddress
            port     = [int]$found.socket.LocalPort
            name     = if ($process) { [string]$process.Name } else { $null }
            path     = if ($process -and $process.ExecutablePath) { [string]$process.ExecutablePath } else { $null }
        }
        if ($asked.ContainsKey("$($listener.protocol) $($listener.port)")) { $facts.asked += $listener }
        elseif ($Request.others) { $facts.others += $listener }
    }
    $facts
}

# A machine on which nobody listens is answered by an error (claim `nobody-listens`).
function Get-TcpListener {
    try { Get-NetTCPConnection -State Listen -ErrorAction Stop }
    catch { if ($_.FullyQualifiedErrorId -notlike 'CmdletizationQuery_NotFound*') { throw } }
}
