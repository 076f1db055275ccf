# Numbers of the class beside the words of the cmdlets that show it.
function Get-EstablishedState {
    $connections = @(Get-NetTCPConnection -State Established -ErrorAction SilentlyContinue)
    if ($connections.Count -eq 0) { Skip-Claim 'no-connection' }
    [int]$connections[0].State
}

function Test-NetworkCategory {
    $numbers = @{ Public = 0; Private = 1; DomainAuthenticated = 2 }
    $networks = @(Get-NetConnectionProfile -ErrorAction SilentlyContinue)
    if ($networks.Count -eq 0) { Skip-Claim 'no-network' }
    @($networks | Where-Object { $numbers[[string]$_.NetworkCategory] -ne [int]$_.NetworkCategory }).Count -eq 0
}

function Test-WinrmListener {
    $listeners = @(Get-NetTCPConnection -State Listen -ErrorAction SilentlyContinue | Where-Object { $_.LocalPort -in 5985, 5986 })
    if ($listeners.Count -eq 0) { Skip-Claim 'no-winrm-listener' }
    @($listeners | Where-Object { $_.OwningProcess -ne 4 }).Count -eq 0
}
