# Win32_Service, sc.exe and the service cmdlets on services of the case. Words of the class as its published page gives
# them; the error types are believed.

Add-BenchStore 'services'
# There is always one that nobody asks for. Who asks for LanmanServer alone is told that it runs where something is shared.
$Bench.cim['Win32_Service'] = {
    param($Filter)
    if ($Filter -eq "Name = 'LanmanServer'") {
        $stored = $Bench.services['LanmanServer']
        return [pscustomobject]@{
            Name = 'LanmanServer'; State = if ($Bench.shares.Count -gt 0) { 'Running' } else { 'Stopped' }
            StartMode = $stored.startMode; DelayedAutoStart = $stored.delayed; StartName = $stored.account
        }
    }
    if (-not $Filter) { [pscustomobject]@{ Name = 'KijunBench'; State = 'Running'; StartMode = 'Auto'; DelayedAutoStart = $false; StartName = $null; DisplayName = '' } }
    foreach ($name in Select-BenchName $Bench.services 'Name' $Filter) {
        $service = $Bench.services[$name]
        [pscustomobject]@{
            Name = $name; State = $service.state; StartMode = $service.startMode; DelayedAutoStart = $service.delayed
            StartName = $service.account; DisplayName = Get-BenchText "サービス $name" "$name Service"
        }
    }
}

function sc.exe {
    Add-BenchCall "sc $($args -join ' ')"
    $service = $Bench.services[$args[1]]
    $global:LASTEXITCODE = if ($null -eq $service) { 1060 } elseif ($service.guarded) { 5 } else { 0 }
    if ($LASTEXITCODE -ne 0) { Write-Error (Get-BenchText 'アクセスが拒否されました。' 'Access is denied.'); return }
    $service.startMode = @{ auto = 'Auto'; 'delayed-auto' = 'Auto'; demand = 'Manual'; disabled = 'Disabled' }[$args[3]]
    $service.delayed = $args[3] -eq 'delayed-auto'
}

function Get-Service {
    [CmdletBinding()] param([string]$Name)
    $dependents = foreach ($other in $Bench.services.Keys) {
        if (@($Bench.services[$other].needs) -contains $Name) { [pscustomobject]@{ Name = $other; Status = $Bench.services[$other].state } }
    }
    [pscustomobject]@{ Name = $Name; DependentServices = @($dependents) }
}

function Set-BenchServiceState {
    param([string]$Name, [string]$State)
    $service = $Bench.services[$Name]
    if ($service.guarded) { throw (New-Object System.ComponentModel.Win32Exception 5) }
    if ($State -eq 'Running' -and $service.startMode -eq 'Disabled') { throw (New-Object System.ComponentModel.Win32Exception 1058) }
    $service.state = $State
}

function Start-Service { [CmdletBinding()] param([string]$Name) Add-BenchCall "Start-Service $Name"; Set-BenchServiceState $Name 'Running' }
function Stop-Service { [CmdletBinding()] param([string]$Name) Add-BenchCall "Stop-Service $Name"; Set-BenchServiceState $Name 'Stopped' }
