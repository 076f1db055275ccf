# Lets each thing that a reading asks Windows for fail in each way, one at a time, and writes what the agent then answers. A case
# asks for an area and for another one behind it, which is to be as it was.
param([string]$Agent, [string]$Stubs, [string]$Marker, [string]$Cases, [string]$Answers)
. (Join-Path $PSScriptRoot 'bench-machine.ps1') -Agent $Agent -Stubs $Stubs -Marker $Marker
foreach ($part in 'faults', 'sources') { . (Join-Path $PSScriptRoot "$part.ps1") }

# What the areas answer; $Bench.watch tells what they asked for.
function Read-BenchArea {
    param($Areas, $Fault)
    Start-BenchSession
    $script:SessionStart = Get-UtcNow
    $Bench.watch.asked = [ordered]@{}
    $Bench.watch.fault = $Fault
    $Bench.watch.struck = $false
    $Bench.watch.on = $true
    try { ConvertTo-Json -InputObject (Get-Snapshot $Areas) -Depth 12 -Compress }
    finally { $Bench.watch.on = $false; $Bench.watch.fault = $null }
}

# What is known of a family of sources, a command or a class, from ordinary readings: whether it may answer nothing, of which types its
# members are, and which of them an object has. What some machine answers is no failure.
$known = @{}
$shapes = @{}
# How often a registry value of a name is of which type: what is seldom there is the wrong one already.
$usual = @{}
# What each area was made to fail in.
$done = @{}

function Add-BenchKnowledge {
    foreach ($asked in $Bench.watch.asked.Values) {
        if ($asked.empty) { $known["$($asked.family)|empty"] = $true }
        foreach ($name in $asked.members.Keys) { foreach ($type in $asked.members[$name].types.Keys) { $known["$($asked.family)|$name|$type"] = $true } }
        foreach ($shape in $asked.shapes.Keys) { $shapes["$($asked.family)|$shape"] = $true }
        if ($asked.kind -ne 'registry') { continue }
        foreach ($name in $asked.members.Keys) {
            if ($null -eq $usual[$name]) { $usual[$name] = @{} }
            foreach ($type in $asked.members[$name].types.Keys) { $usual[$name][$type] += 1 }
        }
    }
}

# Whether some object of the family that is of the same class has no such member.
function Test-BenchMissing {
    param([string]$Family, [string]$Name)
    $class = if ($Name.Contains('.')) { $Name.Split('.')[0] + '.' } else { '' }
    foreach ($shape in $shapes.Keys) { if ($shape.StartsWith("$Family|$class") -and $shape.Substring($Family.Length).Split('|') -notcontains $Name) { return $true } }
    $false
}

# The ways in which a source can fail.
function Get-BenchFault {
    param($Asked, $Understood)
    $family = $Asked.family
    $kinds = switch ($Asked.kind) {
        'registry' { 'denied'; if ($Asked.exists) { 'cut' } }
        'tool' { 'denied', 'missing', 'timeout'; if ($Asked.files) { 'cut', 'short', 'empty', 'wrong' } else { 'idle' } }
        'own' { 'denied' }
        default { 'denied', 'missing', 'timeout', 'cut'; if ($Asked.objects -and -not $known["$family|empty"]) { 'empty' } }
    }
    foreach ($kind in $kinds) { @{ kind = $kind } }
    foreach ($name in $Asked.members.Keys) {
        $member = $Asked.members[$name]
        if ($Asked.kind -eq 'registry') {
            $type = @($usual[$name].Keys | Sort-Object -Property { $usual[$name][$_] } -Descending)[0]
            @{ kind = 'wrong'; member = $name; usual = $type; understood = $Understood }
            continue
        }
        if ($member.types['method']) { @{ kind = 'denied'; member = $name }; continue }
        if (-not $known["$family|$name|null"]) { @{ kind = 'null'; member = $name }; if (-not (Test-BenchMissing $family $name)) { @{ kind = 'gone'; member = $name } } }
        $other = Get-BenchType (Get-BenchOtherType $(if ($known["$family|$name|text"]) { '' } else { 0 }))
        if (-not $known["$family|$name|$other"]) { @{ kind = 'wrong'; member = $name } }
    }
}

# A case in which everything fails that is asked; without $Whole only what its area was not made to fail in before.
function Invoke-BenchInjection {
    param($Case, [bool]$Whole)
    $areas = @($Case.session.areas)
    $id = $areas[0].id
    $happens = @($Case.meanwhile.PSObject.Properties).Count -gt 0
    Set-BenchMachine $Case
    $null = Read-BenchArea @($areas[0])
    $asked = @($Bench.watch.asked.Values | Where-Object { $Whole -or -not $done["$id $($_.family)"] })
    if ($asked.Count -eq 0) { return }
    Set-BenchMachine $Case
    $ordinary = Read-BenchArea $areas
    $shared = @()
    if ($areas.Count -gt 1) { $null = Read-BenchArea @($areas[1]); $shared = @($Bench.watch.asked.Keys) }
    $runs = foreach ($one in $asked) {
        $with = $areas
        $done["$id $($one.family)"] = $true
        foreach ($fault in Get-BenchFault $one $Case.understoodKinds) {
            # A member fails once in all states of an area.
            $place = "$id $($one.id) $($fault.kind) $($fault.member)"
            if ($fault.member -and $done[$place]) { continue }
            $done[$place] = $true
            $fault.id, $fault.name, $fault.source = $one.id, $one.name, $one.kind
            if ($happens -or [System.IO.File]::ReadAllText($env:BENCH_REGISTRY) -cne $Case.registry) { Set-BenchMachine $Case }
            $answer = Read-BenchArea $with $fault
            $with = @($areas[0])
            if (-not $Bench.watch.struck) { continue }
            $changed = [System.IO.File]::ReadAllText($env:BENCH_REGISTRY) -cne $Case.registry
            @{ name = $one.name; source = $one.id; of = $one.kind; kind = $fault.kind; member = $fault.member; answer = $answer; shared = $one.id -in $shared; changed = $changed }
        }
    }
    @{ name = $Case.name; reach = @(Get-BenchReachable "Read-$($areas[0].function)"); ordinary = $ordinary; asked = @($asked | ForEach-Object { $_.id }); runs = @($runs) }
}

$given = @(foreach ($line in [System.IO.File]::ReadLines($Cases)) { ConvertFrom-Json $line })
foreach ($case in $given) {
    Set-BenchMachine $case
    $null = Read-BenchArea @(@($case.session.areas)[0])
    Add-BenchKnowledge
}
$answered = New-Object System.IO.StreamWriter $Answers
try {
    foreach ($whole in $true, $false) {
        foreach ($case in $given) {
            if ($case.injected -ne $whole) { continue }
            $answer = Invoke-BenchInjection $case $whole
            if ($answer) { $answered.WriteLine((ConvertTo-Json -InputObject $answer -Depth 12 -Compress)) }
        }
    }
}
finally { $answered.Dispose() }
