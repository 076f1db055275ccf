# reg.exe with hives: the "file" of a hive that is not loaded is a key under HKEY_CURRENT_CONFIG\Hives. Loading moves it
# into HKEY_USERS, unloading moves it back. Texts come in the machine's language, the reason never in the exit code.

$Bench.reset['user-hives'] = {
    param($Case)
    $Bench.hives = @{ profiles = @($Case.profiles | ForEach-Object { $_.PSObject.Copy() }); unloadRefusals = [int]$Case.meanwhile.unloadRefusals; living = @() }
    foreach ($entry in $Bench.hives.profiles) {
        if (-not $entry.leftLoadedBy) { continue }
        $owner = if ($entry.leftLoadedBy -eq 'living') { $PID } else { 999999999 }
        $name = 'kijun-{0}-{1}' -f $owner, [guid]::NewGuid().ToString('N')
        if ($entry.leftLoadedBy -eq 'living') { $Bench.hives.living += $name }
        Mount-BenchHive $entry $name
    }
}
# Hives that this session has loaded and not unloaded.
$Bench.left['hives'] = {
    $users = [Microsoft.Win32.RegistryKey]::OpenBaseKey('Users', 'Registry64')
    , @($users.GetSubKeyNames() | Where-Object { $_ -like 'kijun-*' -and $_ -notin $Bench.hives.living })
}

function reg.exe {
    Add-BenchCall "reg $($args[0])"
    $fault = 'failed'
    $name = $args[1] -replace '^HKU\\', ''
    switch ($args[0]) {
        'load' { $fault = Get-BenchLoadFault $args[2] $name }
        'unload' { $fault = Get-BenchUnloadFault $name }
    }
    if ($fault) { Write-Error (Get-BenchHiveText $fault) }
    $global:LASTEXITCODE = [int][bool]$fault
}

function Get-BenchHiveText {
    param([string]$Fault)
    switch ($Fault) {
        'inUse' { return Get-BenchText 'エラー: プロセスはファイルにアクセスできません。別のプロセスが使用中です。' 'ERROR: The process cannot access the file because it is being used by another process.' }
        'denied' { return Get-BenchText 'エラー: アクセスが拒否されました。' 'ERROR: Access is denied.' }
        'notFound' { return Get-BenchText 'エラー: 指定されたファイルが見つかりません。' 'ERROR: The system cannot find the file specified.' }
    }
    Get-BenchText 'エラー: 構文が正しくありません。' 'ERROR: Invalid syntax.'
}

function Get-BenchLoadFault {
    param([string]$File, [string]$Name)
    $entry = $Bench.hives.profiles | Where-Object { $_.file -eq $File -and -not $_.missing }
    if (-not $entry) { return 'notFound' }
    if ($entry.logsOn) { Mount-BenchHive $entry $entry.sid; $entry.loaded = $true; $entry.logsOn = $false }
    if ($entry.loaded -or $entry.locked -or $entry.loadedAs) { return 'inUse' }
    Mount-BenchHive $entry $Name
}

function Mount-BenchHive {
    param($Entry, [string]$Name)
    Move-BenchKey "HKEY_CURRENT_CONFIG\Hives\$($Entry.sid)" "HKEY_USERS\$Name"
    $Entry.loadedAs = $Name
}

function Get-BenchUnloadFault {
    param([string]$Name)
    $entry = $Bench.hives.profiles | Where-Object { $_.loadedAs -eq $Name }
    if (-not $entry) { return 'notFound' }
    if ($Bench.hives.unloadRefusals -gt 0) { $Bench.hives.unloadRefusals--; return 'denied' }
    Move-BenchKey "HKEY_USERS\$Name" "HKEY_CURRENT_CONFIG\Hives\$($entry.sid)"
    $entry.loadedAs = $null
}

# Renames a key with all below it in the registry's file: value by value the file would be written a hundred times.
function Move-BenchKey {
    param([string]$From, [string]$To)
    $text = [System.IO.File]::ReadAllText($env:BENCH_REGISTRY)
    $old, $new = $From, $To | ForEach-Object { '"' + $_.Replace('\', '\\') }
    foreach ($end in '"', '\\') { $text = $text.Replace($old + $end, $new + $end) }
    [System.IO.File]::WriteAllText($env:BENCH_REGISTRY, $text)
}

# Nothing here gets better by waiting, nor by closing what is open.
function Start-Sleep { Add-BenchCall 'sleep' }
function Close-ForgottenHandle { }

# Stands for the question that the agent asks the file system, which has no such files here.
function Get-HiveFileFault {
    param([string]$Path)
    $entry = $Bench.hives.profiles | Where-Object { $_.file -eq $Path -and -not $_.missing }
    if (-not $entry) { return 'PROFILE_MISSING' }
    if ($entry.loaded -or $entry.locked -or $entry.loadedAs) { return 'PROFILE_LOCKED' }
    'HIVE_LOAD_FAILED'
}
