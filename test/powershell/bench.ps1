# What stubs have in common. A stub file keeps what it knows in the table $Bench, where it also adds, under its own name, to
#   $Bench.reset    what prepares a case before it runs, called with the case
#   $Bench.session  what begins anew with each session of the agent
#   $Bench.left     what a case has left, collected after it has run
#   $Bench.cim      what Get-CimInstance answers, by class
# A store of named things that the state holds is registered with Add-BenchStore, and each use of the machine is noted with
# Add-BenchCall.
$Bench = @{ reset = @{}; session = @{}; left = @{}; cim = @{}; calls = New-Object System.Collections.ArrayList }

# Exit code 3 where the registry is not the emulated one: a real registry is never touched.
function Assert-EmulatedRegistry {
    param([string]$Marker)
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

# A text as Windows has it in the language of the machine.
function Get-BenchText {
    param([string]$Japanese, [string]$English)
    if ($Bench.japanese) { $Japanese } else { $English }
}

# As a call of .NET is denied.
function New-BenchDenial {
    $exception = New-Object System.UnauthorizedAccessException (Get-BenchText 'アクセスが拒否されました。' 'Access is denied.')
    New-Object System.Management.Automation.ErrorRecord $exception, 'UnauthorizedAccessException', 'PermissionDenied', $null
}

# What a language writes dates and numbers with; whoever uses a Japanese machine can have chosen these.
function Set-BenchLanguage {
    param([string]$Locale)
    $Bench.japanese = $Locale -eq 'ja-JP'
    $culture = (New-Object System.Globalization.CultureInfo $Locale).Clone()
    if ($Bench.japanese) {
        $culture.DateTimeFormat.DateSeparator = '.'
        $culture.DateTimeFormat.TimeSeparator = '時'
        $culture.NumberFormat.NegativeSign = '△'
    }
    [System.Threading.Thread]::CurrentThread.CurrentCulture = $culture
}

function Start-BenchSession {
    foreach ($start in $Bench.session.Values) { & $start }
}

function Get-BenchLeft {
    $left = @{}
    foreach ($name in $Bench.left.Keys) { $left[$name] = & $Bench.left[$name] }
    $left
}

function Reset-Bench {
    param($Case)
    Set-BenchLanguage $Case.state.locale
    foreach ($reset in $Bench.reset.Values) { & $reset $Case }
    $Bench.calls.Clear()
}
