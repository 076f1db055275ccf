# User profiles and their registry hives. A hive that Windows has loaded is used where it stands; any other is loaded
# under a name of this session and always unloaded: a user whose hive stays loaded logs on with a temporary profile.

# Key (the SID, or "default" for the profile that new users start from) and hive file of every person's profile.
# Built-in accounts (S-1-5-18 to -20) and entries that Windows set aside ("<SID>.bak") are no person's profile.
function Get-UserProfile {
    $list = 'SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList'
    Clear-AbandonedHive
    foreach ($sid in Get-RegistrySubKeyName -Hive LocalMachine -Path $list) {
        if ($sid -match '^S-1-5-21-\d+-\d+-\d+-\d+$') {
            @{ key = $sid; file = Get-HiveFile "$list\$sid" 'ProfileImagePath' }
        }
    }
    @{ key = 'default'; file = Get-HiveFile $list 'Default' }
}

# Throws when the key does not exist: a list that cannot be read is never an empty one.
function Get-RegistrySubKeyName {
    param([string]$Hive, [string]$Path)
    $key = Open-RegistryKey -Hive $Hive -Path $Path
    if ($null -eq $key) { throw (New-Failure 'KEY_MISSING' "$Hive\$Path") }
    try { $key.GetSubKeyNames() }
    finally { $key.Dispose() }
}

# The hive file in the folder that a value names. An entry without a folder has none; the answer is then empty.
function Get-HiveFile {
    param([string]$Key, [string]$Name)
    $folder = (Get-RegistryFact -Hive LocalMachine -Path $Key -Value @{ $Name = 'text?' }).$Name
    if (-not $folder) { return '' }
    [System.Environment]::ExpandEnvironmentVariables($folder).TrimEnd('\') + '\NTUSER.DAT'
}

# Runs the action with the name under HKEY_USERS where the profile's registry stands. A user who logs on while the hive
# is being loaded makes the load fail; the registry then stands under the SID.
function Invoke-WithUserHive {
    param($UserProfile, [scriptblock]$Action)
    if (Test-UserHive $UserProfile.key) { return & $Action $UserProfile.key }
    if (-not $UserProfile.file) { throw (New-Failure 'PROFILE_MISSING' 'no ProfileImagePath') }
    $name = 'kijun-{0}-{1}' -f $PID, [guid]::NewGuid().ToString('N')
    try {
        Invoke-RegistryTool 'load', "HKU\$name", $UserProfile.file
        if (Test-UserHive $name) { return & $Action $name }
    }
    finally { Dismount-UserHive $name }
    if (Test-UserHive $UserProfile.key) { return & $Action $UserProfile.key }
    throw (New-Failure (Get-HiveFileFault $UserProfile.file) $UserProfile.file)
}

# Every key was disposed of, so the first attempt is to succeed; a handle that .NET still holds is given up when garbage is
# collected, one of another program with time. The result is verified.
function Dismount-UserHive {
    param([string]$Name)
    if (-not (Test-UserHive $Name)) { return }
    foreach ($pause in 0, 50, 200, 400, 800) {
        if ($pause -gt 0) {
            Start-Sleep -Milliseconds $pause
            Close-ForgottenHandle
        }
        try { Invoke-RegistryTool 'unload', "HKU\$Name" }
        catch { $null = $_ } # that the hive is still there says more
        if (-not (Test-UserHive $Name)) { return }
    }
    throw (New-Failure 'HIVE_NOT_UNLOADED' "HKEY_USERS\$Name")
}

function Close-ForgottenHandle {
    [System.GC]::Collect()
    [System.GC]::WaitForPendingFinalizers()
}

# What a killed session left loaded. The name holds the id of its process: the hive of a living session is left alone.
function Clear-AbandonedHive {
    foreach ($name in Get-RegistrySubKeyName -Hive Users -Path '') {
        if ($name -match '^kijun-(\d{1,9})-[0-9a-f]{32}$' -and -not (Test-ProcessAlive $Matches[1])) { Dismount-UserHive $name }
    }
}

# By name: a hive that may not be opened is loaded all the same, and must be unloaded.
function Test-UserHive {
    param([string]$Name)
    @(Get-RegistrySubKeyName -Hive Users -Path '') -contains $Name
}

# Whether it did what it was told is seen in the registry, not by its exit code. Text on stderr is in the machine's language
# and would end the script while errors stop it.
function Invoke-RegistryTool {
    param([string[]]$Arguments)
    $ErrorActionPreference = 'Continue'
    $null = & reg.exe @Arguments 2>&1
}

# Why a hive file could not be loaded: reg.exe answers 1 for every reason, in the machine's language.
function Get-HiveFileFault {
    param([string]$Path)
    try { [System.IO.File]::Open($Path, [System.IO.FileMode]::Open, [System.IO.FileAccess]::Read, [System.IO.FileShare]::ReadWrite).Dispose() }
    catch {
        $exception = $_.Exception
        while ($exception.InnerException) { $exception = $exception.InnerException }
        if ($exception -is [System.IO.FileNotFoundException] -or $exception -is [System.IO.DirectoryNotFoundException]) { return 'PROFILE_MISSING' }
        if ($exception -is [System.UnauthorizedAccessException]) { return 'ACCESS_DENIED' }
        if ($exception.HResult -eq -2147024864) { return 'PROFILE_LOCKED' } # ERROR_SHARING_VIOLATION
    }
    'HIVE_LOAD_FAILED'
}
