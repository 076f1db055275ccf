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
            default { Get-AutorunValue $Place (Get-RegistryValueMap -Hive $Hive -Path $path) }
        }
        $approved = if ($Place.approved) { Get-RegistryValueMap -Hive $Hive -Path ($Root + $Place.approved) } else { @{} }
        $entries = @{}
        foreach ($entry in $found) {
            if ([string]$entry.data -eq '') { continue }
            $name = if ($entry.name) { $entry.name } else { '(default)' }
            if ($null -ne $Asked -and -not $Asked.ContainsKey("$($Place.id): $name")) { continue }
            $entries[$name] = @{ data = $entry.data }
            $state = if ($approved[$entry.name] -is [byte[]]) { $approved[$entry.name][0] } else { $entry.state }
            if ($null -ne $state) { $entries[$name].switch = [int]$state }
        }
        @{ entries = $entries }
    }
    catch { @{ failure = ConvertTo-Failure $_ } }
}

# Entries that are values of one key: all of them, the named ones, or each text of a list.
function Get-AutorunValue {
    param($Place, $Map)
    $state = if ($Place.switch -and $Map[$Place.switch] -is [int]) { $Map[$Place.switch] } else { $null }
    switch ($Place.kind) {
        'values' { foreach ($name in $Map.Keys) { @{ name = $name; data = $Map[$name] } } }
        'named' { foreach ($name in $Place.values) { @{ name = $name; data = $Map[$name]; state = $state } } }
        'list' { foreach ($text in @($Map[@($Place.values)[0]])) { if ($text -ne '""') { @{ name = [string]$text; data = [string]$text } } } }
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
    if ($Name) { @{ name = $Name; data = $data; state = if ($state -is [int]) { $state } } }
    if ($Name.Contains('\')) { return }
    foreach ($child in $inner) { Get-AutorunSubKey $Place $Hive "$Path\$child" "$Name\$child".TrimStart('\') }
}

# The files of the folder that the value names, or of the usual one. Variables of a user are those of the profile.
function Get-AutorunFile {
    param($Place, [string]$Hive, [string]$Path, [string]$ProfileFolder)
    $folder = (Get-RegistryValueMap -Hive $Hive -Path $Path)[@($Place.values)[0]]
    if ($folder -isnot [string] -or -not $folder) { $folder = $Place.folder }
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

# Consumers of WMI events that start a program or run a script; a script's text is not answered.
function Get-AutorunConsumer {
    param([string]$Namespace)
    foreach ($consumer in Get-CimInstance -Namespace $Namespace -ClassName __EventConsumer -ErrorAction Stop) {
        if ($consumer.CimClass.CimClassName -notin 'CommandLineEventConsumer', 'ActiveScriptEventConsumer') { continue }
        $commands = $consumer.CommandLineTemplate, $consumer.ExecutablePath, $consumer.ScriptFileName, "$($consumer.ScriptingEngine) script"
        @{ name = [string]$consumer.Name; data = [string]@($commands | Where-Object { $_ })[0] }
    }
}
