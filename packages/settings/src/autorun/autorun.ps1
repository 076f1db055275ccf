# Facts: by place what starts from there, as it is stored, and the state of its switch. Places and keys come with the
# request; without "others" only the asked entries are answered. A place or a profile that cannot be read does not lose
# the others.
function Read-Autorun {
    param($Request)
    $asked = $null
    if (-not $Request.others) {
        $asked = @{}
        foreach ($name in @($Request.names)) { $asked[[string]$name] = $true }
    }
    $facts = @{ machine = @{}; users = @{} }
    $ofUsers = @()
    foreach ($place in @($Request.places)) {
        if ($place.scope -eq 'user') { $ofUsers += $place }
        elseif ($place.scope -eq 'machine') { $facts.machine[$place.id] = Get-AutorunPlace $place 'LocalMachine' '' $asked }
    }
    if ($ofUsers.Count -eq 0) { return $facts }
    foreach ($userProfile in Get-UserProfile) {
        $folder = $userProfile.file -replace '\\NTUSER\.DAT$', ''
        try {
            $facts.users[$userProfile.key] = Invoke-WithUserHive $userProfile {
                param($Root)
                $places = @{}
                foreach ($place in $ofUsers) { $places[$place.id] = Get-AutorunPlace $place 'Users' "$Root\" $asked $folder }
                @{ folder = $folder; places = $places }
            }
        }
        catch { $facts.users[$userProfile.key] = @{ failure = ConvertTo-Failure $_ } }
    }
    $facts
}

# What is empty starts nothing and is left out.
function Get-AutorunPlace {
    param($Place, [string]$Hive, [string]$Root, $Asked, [string]$ProfileFolder)
    try {
        $path = $Root + $Place.key
        $found = switch ($Place.kind) {
            'subkeys' { Get-AutorunSubKey $Place $Hive $path '' }
            'folder' { Get-AutorunFile $Place $Hive $path $ProfileFolder }
            'consumers' { Get-AutorunConsumer $Place.key }
            'list' { Get-AutorunList $Place $Hive $path }
            default { Get-AutorunValue $Place (Get-RegistryValueMap -Hive $Hive -Path $path) }
        }
        $approved = if ($Place.approved) { Get-RegistryValueMap -Hive $Hive -Path ($Root + $Place.approved) } else { @{} }
        $entries = @{}
        foreach ($entry in $found) {
            if ([string]$entry.data -eq '') { continue }
            $name = if ($entry.name) { $entry.name } else { '(default)' }
            if ($null -ne $Asked -and -not $Asked.ContainsKey("$($Place.id): $name")) { continue }
            $entries[$name] = Get-AutorunFact $entry $approved[$entry.name]
        }
        @{ entries = $entries }
    }
    catch { @{ failure = ConvertTo-Failure $_ } }
}

# What starts, and the state of its switch: the first byte of one that is approved, a number beside the entry else.
function Get-AutorunFact {
    param($Entry, $Approved)
    $unknown = @{ failure = @{ code = 'VALUE_UNKNOWN'; detail = 'no text' } }
    if ($Entry.data -isnot [string]) { return $unknown }
    $fact = @{ data = $Entry.data }
    $unknown.failure.detail = 'switch'
    if ($Approved -is [byte[]]) { if ($Approved.Length -gt 0) { $fact.switch = [int]$Approved[0] } }
    elseif ($null -ne $Approved) { return $unknown }
    elseif ($Entry.state -is [int]) { $fact.switch = $Entry.state }
    elseif ($null -ne $Entry.state) { return $unknown }
    $fact
}

# Entries that are values of one key: all of them, or the named ones.
function Get-AutorunValue {
    param($Place, $Map)
    switch ($Place.kind) {
        'values' { foreach ($name in $Map.Keys) { @{ name = $name; data = $Map[$name] } } }
        'named' { foreach ($name in $Place.values) { @{ name = $name; data = $Map[$name]; state = if ($Place.switch) { $Map[$Place.switch] } } } }
    }
}

# Entries that are the texts of one value.
function Get-AutorunList {
    param($Place, [string]$Hive, [string]$Path)
    $name = @($Place.values)[0]
    foreach ($text in (Get-RegistryFact -Hive $Hive -Path $Path -Value @{ $name = 'texts?' }).$name) {
        if ($text -ne '""') { @{ name = $text; data = $text } }
    }
}

# Entries that are values of subkeys; a subkey can have filters below it that count as it does.
function Get-AutorunSubKey {
    param($Place, [string]$Hive, [string]$Path, [string]$Name)
    $key = Open-RegistryKey -Hive $Hive -Path $Path
    if ($null -eq $key) { return }
    try {
        $inner = $key.GetSubKeyNames()
        $data = $key.GetValue(@($Place.values)[0], $null, [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames)
        $state = if ($Place.switch) { $key.GetValue($Place.switch) }
    }
    finally { $key.Dispose() }
    if ($Name) { @{ name = $Name; data = $data; state = $state } }
    if ($Name.Contains('\')) { return }
    foreach ($child in $inner) { Get-AutorunSubKey $Place $Hive "$Path\$child" "$Name\$child".TrimStart('\') }
}

# The files of the folder that the value names, or of the usual one. Variables of a user are those of the profile.
function Get-AutorunFile {
    param($Place, [string]$Hive, [string]$Path, [string]$ProfileFolder)
    $name = @($Place.values)[0]
    $folder = (Get-RegistryFact -Hive $Hive -Path $Path -Value @{ $name = 'text?' }).$name
    if (-not $folder) { $folder = $Place.folder }
    if ($Hive -eq 'Users' -and $folder -match '%USERPROFILE%') {
        if (-not $ProfileFolder) { throw (New-Failure 'PROFILE_MISSING' 'no ProfileImagePath') }
        $folder = $folder -replace '%USERPROFILE%', $ProfileFolder.Replace('$', '$$')
    }
    Get-StartupFile ([System.Environment]::ExpandEnvironmentVariables($folder))
}

# A folder that is not there starts nothing; one that may not be listed is a failure.
function Get-StartupFile {
    param([string]$Folder)
    try { $paths = [System.IO.Directory]::GetFiles($Folder) }
    catch [System.IO.DirectoryNotFoundException] { return }
    $shell = $null
    foreach ($path in $paths) {
        $name = [System.IO.Path]::GetFileName($path)
        if ($name -eq 'desktop.ini') { continue }
        $command = $path
        if ($name -like '*.lnk') {
            if ($null -eq $shell) { $shell = New-Object -ComObject WScript.Shell }
            $link = $shell.CreateShortcut($path)
            $command = ('{0} {1}' -f $link.TargetPath, $link.Arguments).Trim()
        }
        @{ name = $name; data = $command }
    }
}

# Consumers of WMI events that start a program or run a script; a script's text is not answered. One that names nothing is an
# entry that cannot be read.
function Get-AutorunConsumer {
    param([string]$Namespace)
    foreach ($consumer in Get-WindowsInstance -Namespace $Namespace -ClassName CommandLineEventConsumer -Property @{ Name = 'text'; CommandLineTemplate = 'text?'; ExecutablePath = 'text?' }) {
        $command = @($consumer.CommandLineTemplate, $consumer.ExecutablePath | Where-Object { $_ })[0]
        @{ name = $consumer.Name; data = if ($command) { $command } else { 0 } }
    }
    foreach ($consumer in Get-WindowsInstance -Namespace $Namespace -ClassName ActiveScriptEventConsumer -Property @{ Name = 'text'; ScriptFileName = 'text?'; ScriptingEngine = 'text' }) {
        @{ name = $consumer.Name; data = if ($consumer.ScriptFileName) { $consumer.ScriptFileName } else { "$($consumer.ScriptingEngine) script" } }
    }
}
