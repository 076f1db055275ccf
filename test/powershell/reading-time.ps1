# Reads one machine area by area, many times over as the agent does, and where there is a script for it once by one call per
# item. Tells the milliseconds of each reading and, for both ways, the answer.
param([string]$Agent, [string]$Stubs, [string]$Marker, [string]$Case, [string]$PerItem, [int]$Runs, [string]$Answer)
. (Join-Path $PSScriptRoot 'bench-machine.ps1') -Agent $Agent -Stubs $Stubs -Marker $Marker
foreach ($script in [System.IO.Directory]::GetFiles($PerItem, '*.ps1')) { . $script }

# A session of its own for one area, with all that its answer takes.
function Measure-Reading {
    param($Area, [string]$Function)
    $HistoryClock.Reset()
    $ProbeClock.Reset()
    $asked = @{ id = $Area.id; function = $Function; request = $Area.request }
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $answer = Invoke-SessionRequest -Method 'snapshot' -Params @{ expected = $given.session.expected; areas = @($asked) }
    @{ milliseconds = $clock.Elapsed.TotalMilliseconds; answer = $answer }
}

# What is read must not depend on how fast this computer is.
$HistoryLimit.seconds = [int]::MaxValue
$given = ConvertFrom-Json ([System.IO.File]::ReadAllText($Case))
Set-BenchMachine $given
$readings = @{}
for ($run = 1; $run -le $Runs; $run++) {
    foreach ($area in $given.session.areas) {
        $reading = $readings[$area.id]
        if (-not $reading) { $reading = $readings[$area.id] = @{ bulk = @() } }
        $bulk = Measure-Reading $area $area.function
        $reading.bulk += $bulk.milliseconds
        $reading.answer = $bulk.answer
        if ($run -gt 1 -or -not (Get-Command "Read-$($area.function)PerItem" -ErrorAction Ignore)) { continue }
        $single = Measure-Reading $area "$($area.function)PerItem"
        $reading.perItem = $single.milliseconds
        $reading.perItemAnswer = $single.answer
    }
}
[System.IO.File]::WriteAllText($Answer, (ConvertTo-Json -InputObject $readings -Depth 4 -Compress))
