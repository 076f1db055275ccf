# Runs the agent's own script on the machine of each case, and writes what it answers and what it leaves.
param([string]$Agent, [string]$Stubs, [string]$Marker, [string]$Cases, [string]$Answers)
. (Join-Path $PSScriptRoot 'bench-machine.ps1') -Agent $Agent -Stubs $Stubs -Marker $Marker

function Invoke-BenchCase {
    param($Case)
    Set-BenchMachine $Case
    $answer = @{ name = $Case.name }
    try {
        foreach ($name in 'snapshot', 'apply', 'again') {
            Start-BenchSession
            $method = if ($name -eq 'apply') { 'apply' } else { 'snapshot' }
            $answer[$name] = Invoke-SessionRequest -Method $method -Params $Case.session
        }
    }
    catch { $answer.error = "$($_.Exception.Message) at $($_.ScriptStackTrace)" }
    $answer.calls = @($Bench.calls.ToArray())
    $answer.left = Get-BenchLeft
    $answer.registry = [System.IO.File]::ReadAllText($env:BENCH_REGISTRY)
    $answer
}

# One case a line, one answer a line: thousands of them are never held at once.
$answered = New-Object System.IO.StreamWriter $Answers
try {
    foreach ($line in [System.IO.File]::ReadLines($Cases)) {
        $answered.WriteLine((ConvertTo-Json -InputObject (Invoke-BenchCase (ConvertFrom-Json $line)) -Depth 12 -Compress))
    }
}
finally { $answered.Dispose() }
