# Runs the agent's own script on prepared machine states and writes its answers. Everything that belongs to Windows is
# a stub; the registry is the engine's emulated one, kept in the file named by BENCH_REGISTRY.
#
# A stub file keeps what it knows in the table $Bench, where it also adds, under its own name, to
#   $Bench.reset  what prepares a case before it runs, called with the case
#   $Bench.left   what a case has left, collected after it has run
#   $Bench.cim    what Get-CimInstance answers, by class
# A store of named things that the state holds is registered with Add-BenchStore.
# and notes each use of the machine with Add-BenchCall.
param([string]$Agent, [string]$Stubs, [string]$Marker, [string]$Cases, [string]$Answers)
Set-StrictMode -Off
$ErrorActionPreference = 'Stop'

$Bench = @{ reset = @{}; left = @{}; cim = @{}; calls = New-Object System.Collections.ArrayList }

# Exit code 3 where the registry is not the emulated one: a real registry is never touched.
function Assert-EmulatedRegistry {
    try { $key = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64').OpenSubKey('SOFTWARE\KijunBench') }
    catch { exit 3 }
    if ($null -eq $key -or $key.GetValue('Marker') -ne $Marker) { exit 3 }
}

function Add-BenchCall {
    param([string]$Name)
    $null = $Bench.calls.Add($Name)
}

# Keeps the state's map of a name as an ordered table in $Bench, from the start of a case to what it has left.
function Add-BenchStore {
    param([string]$Name)
    $Bench.reset[$Name] = [scriptblock]::Create("param(`$Case) Reset-BenchStore `$Case '$Name'")
    $Bench.left[$Name] = [scriptblock]::Create("`$Bench['$Name']")
}

function Reset-BenchStore {
    param($Case, [string]$Name)
    $Bench[$Name] = [ordered]@{}
    if ($null -eq $Case.state.$Name) { return }
    foreach ($entry in $Case.state.$Name.PSObject.Properties) { $Bench[$Name][$entry.Name] = $entry.Value }
}

function Invoke-BenchCase {
    param($Case)
    [System.IO.File]::WriteAllText($env:BENCH_REGISTRY, $Case.registry)
    $env:COMPUTERNAME = $Case.state.computerName
    foreach ($reset in $Bench.reset.Values) { & $reset $Case }
    $Bench.calls.Clear()
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

Assert-EmulatedRegistry
# Without a system folder the agent puts its files into the engine's own folder for temporary files.
$env:SystemRoot = $null
$env:SystemDrive = 'C:'
. $Agent
foreach ($stub in [System.IO.Directory]::GetFiles($Stubs, '*.ps1')) { . $stub }
$given = ConvertFrom-Json ([System.IO.File]::ReadAllText($Cases))
$all = @(foreach ($case in $given) { Invoke-BenchCase $case })
[System.IO.File]::WriteAllText($Answers, (ConvertTo-Json -InputObject $all -Depth 12 -Compress))
