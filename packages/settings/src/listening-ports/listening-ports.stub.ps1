# The cmdlets and classes that list listeners, on those of the case. Properties as published; the error for none is believed.

Add-BenchStore 'listeners'

function Get-NetTCPConnection {
    [CmdletBinding()] param([string]$State, [int]$LocalPort)
    if ($State -ne 'Listen') { throw "the stub does not know the state $State" }
    $found = @(Get-BenchListener 'tcp' | Where-Object { -not $LocalPort -or $_.LocalPort -eq $LocalPort })
    if ($found.Count -eq 0) { Write-Error (Get-BenchText 'オブジェクトが見つかりません。' 'No objects found.') -ErrorId 'CmdletizationQuery_NotFound_State' }
    $found
}

function Get-NetUDPEndpoint { [CmdletBinding()] param() Get-BenchListener 'udp' }

# There is always one that nobody asks for.
$Bench.cim['MSFT_NetUDPEndpoint'] = {
    [pscustomobject]@{ LocalAddress = '127.0.0.1'; LocalPort = [uint16]1; OwningProcess = [uint32]4 }
    Get-BenchListener 'udp'
}

function Get-BenchListener {
    param([string]$Protocol)
    foreach ($listener in $Bench.listeners.Values) {
        if ($listener.protocol -ne $Protocol) { continue }
        [pscustomobject]@{
            LocalAddress = $listener.address; LocalPort = [uint16]$listener.port; OwningProcess = [uint32]$listener.processId
        }
    }
}
