# The agent's own script on the machine of a case. Everything that belongs to Windows is a stub; the registry is the engine's
# emulated one, kept in the file named by BENCH_REGISTRY.
param([string]$Agent, [string]$Stubs, [string]$Marker)
Set-StrictMode -Off
$ErrorActionPreference = 'Stop'

. (Join-Path $PSScriptRoot 'bench.ps1')

# Puts the machine of a case in the place of the one before.
function Set-BenchMachine {
    param($Case)
    [System.IO.File]::WriteAllText($env:BENCH_REGISTRY, $Case.registry)
    $env:COMPUTERNAME = $Case.state.computerName
    Reset-Bench $Case
}

Assert-EmulatedRegistry $Marker
# Without a system folder the agent puts its files into the engine's own folder for temporary files.
$env:SystemRoot = $null
$env:SystemDrive = 'C:'
. $Agent
foreach ($stub in [System.IO.Directory]::GetFiles($Stubs, '*.ps1')) { . $stub }

# What the agent keeps for itself between two sessions belongs to nothing that a stub stands for.
$Bench.left['temporaryFiles'] = { , @([System.IO.Directory]::GetFileSystemEntries([System.IO.Path]::GetTempPath(), 'kijun-*.inf') | ForEach-Object { [System.IO.Path]::GetFileName($_) }) }
