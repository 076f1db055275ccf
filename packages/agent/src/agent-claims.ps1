function Test-MachineIdentity {
    $cryptography = Get-RegistryTypedMap -Hive LocalMachine -Path 'SOFTWARE\Microsoft\Cryptography' -Only 'MachineGuid'
    $version = Get-RegistryTypedMap -Hive LocalMachine -Path 'SOFTWARE\Microsoft\Windows NT\CurrentVersion' -Only 'CurrentBuildNumber', 'UBR'
    $cryptography['MachineGuid'].kind -eq 'String' -and $version['CurrentBuildNumber'].kind -eq 'String' -and $version['UBR'].kind -eq 'DWord'
}

function Test-AdministratorLabel {
    $identity = New-Object System.Security.Principal.WindowsPrincipal ([System.Security.Principal.WindowsIdentity]::GetCurrent())
    $label = [bool](whoami.exe /groups /fo csv /nh | Select-String -SimpleMatch -Quiet -Pattern 'S-1-16-12288', 'S-1-16-16384')
    $label -eq $identity.IsInRole([System.Security.Principal.WindowsBuiltInRole]::Administrator)
}

# Imports the minimum length that the machine has: nothing is another one afterwards.
function Test-SeceditImport {
    Clear-SecurityPolicy
    $held = (Get-SecurityPolicySection 'System Access')['MinimumPasswordLength']
    if ($null -eq $held) { Skip-Claim 'no-minimum-length' }
    Import-SecurityPolicy @([pscustomobject]@{ Name = 'MinimumPasswordLength'; Value = $held })
    Clear-SecurityPolicy
    (Get-SecurityPolicySection 'System Access')['MinimumPasswordLength'] -eq $held
}

# A file of the pilot's own in the folder for temporary files.
function Test-FileInUse {
    $path = Join-Path ([System.IO.Path]::GetTempPath()) 'kijun-pilot.tmp'
    try {
        $stream = [System.IO.File]::Open($path, [System.IO.FileMode]::Create, [System.IO.FileAccess]::ReadWrite, [System.IO.FileShare]::None)
        try { $null = Invoke-WithFile $path { } }
        catch { return (ConvertTo-Failure $_).code -eq 'FILE_IN_USE' }
        finally { $stream.Dispose() }
        $false
    }
    finally { [System.IO.File]::Delete($path) }
}

# The profile that new users start from: nobody has it loaded.
function Test-HiveDate {
    $default = Get-UserProfile | Where-Object { $_.key -eq 'default' } | Select-Object -First 1
    if (-not [System.IO.File]::Exists($default.file)) { Skip-Claim 'no-default-profile' }
    $before = [System.IO.File]::GetLastWriteTimeUtc($default.file)
    $null = Invoke-WithUserHive $default { }
    [System.IO.File]::GetLastWriteTimeUtc($default.file) -gt $before
}

# By an entry that every logon makes.
function Test-FieldsByName {
    $reader = Open-EventReader 'Security' '*[System[EventID=4624]]' $true
    try {
        $entry = $reader.ReadEvent()
        if ($null -eq $entry) { Skip-Claim 'no-logon' }
        (Get-EventField $entry.ToXml()).TargetUserSid -like 'S-1-*'
    }
    finally { $reader.Dispose() }
}

function Test-NewestFirst {
    $times = foreach ($newestFirst in $true, $false) {
        $reader = Open-EventReader 'System' '*' $newestFirst
        try { for ($at = 0; $at -lt 2; $at++) { $reader.ReadEvent().RecordId } }
        finally { $reader.Dispose() }
    }
    $times[0] -gt $times[1] -and $times[2] -lt $times[3] -and $times[1] -ge $times[3]
}

function Test-FirstInstallation {
    $current = (Get-RegistryTypedMap -Hive LocalMachine -Path 'SOFTWARE\Microsoft\Windows NT\CurrentVersion' -Only 'InstallDate')['InstallDate']
    $first = Get-FirstInstallation
    if ($null -eq $current -or $null -eq $first) { return $false }
    $key = Open-RegistryKey -Hive LocalMachine -Path 'SYSTEM\Setup'
    try { $updates = @($key.GetSubKeyNames() -like 'Source OS*').Count } finally { $key.Dispose() }
    if ($updates -eq 0) { Skip-Claim 'never-updated' }
    ([datetime]$first).ToUniversalTime() -lt ([datetime]'1970-01-01T00:00:00Z').ToUniversalTime().AddSeconds($current.value)
}
