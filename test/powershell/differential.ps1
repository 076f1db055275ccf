# Runs the agent's own script on prepared machine states and writes its answers. Everything that belongs to Windows is
# a stub; the registry is the engine's emulated one, kept in the file named by BENCH_REGISTRY.
param([string]$Agent, [string]$Stubs, [string]$Marker, [string]$Cases, [string]$Answers)
Set-StrictMode -Off
$ErrorActionPreference = 'Stop'

. (Join-Path $PSScriptRoot 'bench.ps1')

function Invoke-BenchCase {
    param($Case)
    [System.IO.File]::WriteAllText($env:BENCH_REGISTRY, $Case.registry)
    $env:COMPUTERNAME = $Case.state.computerName
    Reset-Bench $Case
    $answer = @{ name = $Case.name }
    try {
        $answer.snapshot = Invoke-SessionRequest -Method 'snapshot' -Params $Case.session
        $answer.apply = Invoke-SessionRequest -Method 'apply' -Params $Case.session
        $answer.again = Invoke-SessionRequest -Method 'snapshot' -Params $Case.session
    }
    catch { $answer.error = "$($_.Exception.Message) at $($_.ScriptStackTrace)" }
    $answer.calls = @($Bench.calls.ToArray())
    $answer.left = @{}
    foreach ($name in $Bench.left.Keys) { $answer.left[$name] = & $Bench.left[$name] }
    $answer.registry = [System.IO.File]::ReadAllText($env:BENCH_REGISTRY)
    $answer
}

Assert-EmulatedRegistry $Marker
# Without a system folder the agent puts its files into the engine's own folder for temporary files.
$env:SystemRoot = $null
$env:SystemDrive = 'C:'
. $Agent
foreach ($stub in [System.IO.Directory]::GetFiles($Stubs, '*.ps1')) { . $stub }
# One case a line, one answer a line: thousands of them are never held at once.
$answered = New-Object System.IO.StreamWriter $Answers
try {
    foreach ($line in [System.IO.File]::ReadLines($Cases)) {
        $answered.WriteLine((ConvertTo-Json -InputObject (Invoke-BenchCase (ConvertFrom-Json $line)) -Depth 12 -Compress))
    }
}
finally { $answered.Dispose() }
