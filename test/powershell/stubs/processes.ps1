# Win32_Process on the processes of the case, by the names of its published class. A path that may not be asked for is null.

Add-BenchStore 'processes'

$Bench.cim['Win32_Process'] = {
    [pscustomobject]@{ ProcessId = [uint32]0; Name = 'System Idle Process'; ExecutablePath = $null }
    foreach ($id in $Bench.processes.Keys) {
        $process = $Bench.processes[[string]$id]
        [pscustomobject]@{ ProcessId = [uint32]$id; Name = $process.name; ExecutablePath = $process.path }
    }
}
