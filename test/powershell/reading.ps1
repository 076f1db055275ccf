# Reads prepared machines once, and writes what each held before and afterwards.
param([string]$Agent, [string]$Stubs, [string]$Marker, [string]$Cases, [string]$Answers)
. (Join-Path $PSScriptRoot 'bench-machine.ps1') -Agent $Agent -Stubs $Stubs -Marker $Marker

function Get-BenchMachine {
    @{ registry = [System.IO.File]::ReadAllText($env:BENCH_REGISTRY); stores = ConvertTo-Json -InputObject (Get-BenchLeft) -Depth 12 -Compress }
}

$answered = New-Object System.IO.StreamWriter $Answers
try {
    foreach ($line in [System.IO.File]::ReadLines($Cases)) {
        $case = ConvertFrom-Json $line
        Set-BenchMachine $case
        $before = Get-BenchMachine
        Start-BenchSession
        $reading = @{ name = $case.name; before = $before; answer = Invoke-SessionRequest -Method 'snapshot' -Params $case.session; after = Get-BenchMachine }
        $answered.WriteLine((ConvertTo-Json -InputObject $reading -Depth 12 -Compress))
    }
}
finally { $answered.Dispose() }
