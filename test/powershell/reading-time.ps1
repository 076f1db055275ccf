# Reads one machine area by area, many times over: as the agent does, and where there is a script for it by one call per
# item. Answers the milliseconds of each reading and, for both ways, the facts.
param([string]$Agent, [string]$Stubs, [string]$Marker, [string]$Case, [string]$PerItem, [int]$Runs, [string]$Answer)
. (Join-Path $PSScriptRoot 'bench-machine.ps1') -Agent $Agent -Stubs $Stubs -Marker $Marker
foreach ($script in [System.IO.Directory]::GetFiles($PerItem, '*.ps1')) { . $script }

# The facts as JSON, which is part of an answer's work.
function Measure-Reading {
    param([string]$Function, $Area)
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $facts = ConvertTo-Json -InputObject (& $Function -Request $Area.request) -Depth 12 -Compress
    @{ milliseconds = $clock.Elapsed.TotalMilliseconds; facts = $facts }
}

$given = ConvertFrom-Json ([System.IO.File]::ReadAllText($Case))
Set-BenchMachine $given
$readings = @{}
for ($run = 1; $run -le $Runs; $run++) {
    [Console]::Error.WriteLine("run $run of $Runs")
    foreach ($area in $given.session.areas) {
        $reading = $readings[$area.id]
        if (-not $reading) { $reading = $readings[$area.id] = @{ bulk = @(); perItem = @() } }
        Clear-SecurityPolicy
        $bulk = Measure-Reading "Read-$($area.function)" $area
        $reading.bulk += $bulk.milliseconds
        $reading.facts = $bulk.facts
        if (-not (Get-Command "Read-$($area.function)PerItem" -ErrorAction Ignore)) { continue }
        $single = Measure-Reading "Read-$($area.function)PerItem" $area
        $reading.perItem += $single.milliseconds
        $reading.perItemFacts = $single.facts
    }
}
[System.IO.File]::WriteAllText($Answer, (ConvertTo-Json -InputObject $readings -Depth 4 -Compress))
