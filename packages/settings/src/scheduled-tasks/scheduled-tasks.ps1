# Facts: of the asked tasks that exist, whether they are enabled, as whom, how far and what they run; where the others are
# asked for too, the author of each by path, Windows' own folder left out. One pass over the task service, whose XML is the
# same in every language; then one over the registry, which also knows the tasks that the service does not show. Both go
# into Windows' own folder, which holds most tasks, only where an asked task is in it.
function Read-ScheduledTasks {
    param($Request)
    $asked = @{}
    foreach ($name in @($Request.names)) { $asked[[string]$name] = $true }
    $ofWindows = @($asked.Keys -like '\Microsoft\*').Count -gt 0
    $tasks = @{}
    $others = @{}
    $shown = @{}
    $service = New-TaskService
    foreach ($task in Get-RegisteredTask $service.GetFolder('\') $ofWindows) {
        $path = (ConvertTo-WindowsFact $task @{ Path = 'text' } 'IRegisteredTask').Path
        $shown[$path] = $true
        if ($asked.ContainsKey($path)) { $tasks[$path] = Get-TaskFact $task }
        elseif ($Request.others -and $path -notlike '\Microsoft\*') { $others[$path] = Get-TaskAuthor $task }
    }
    foreach ($path in Get-TaskCachePath '' $ofWindows) {
        if ($shown.ContainsKey($path)) { continue }
        if ($asked.ContainsKey($path)) { $tasks[$path] = @{ failure = @{ code = 'TASK_HIDDEN'; detail = $path } } }
        elseif ($Request.others -and $path -notlike '\Microsoft\*') { $others[$path] = $null }
    }
    @{ tasks = $tasks; others = $others }
}

function New-TaskService {
    $service = New-Object -ComObject Schedule.Service
    $service.Connect()
    $service
}

# The tasks of a folder and of the folders in it; 1 asks for those too that are marked as hidden.
function Get-RegisteredTask {
    param($Folder, [bool]$OfWindows)
    foreach ($task in $Folder.GetTasks(1)) { $task }
    foreach ($inner in $Folder.GetFolders(0)) {
        if ($OfWindows -or $inner.Path -ne '\Microsoft') { Get-RegisteredTask $inner $OfWindows }
    }
}

# Paths of tasks below a folder as the service keeps them; a key with an Id is a task, any other a folder.
function Get-TaskCachePath {
    param([string]$Path, [bool]$OfWindows)
    $key = Open-RegistryKey -Hive LocalMachine -Path "SOFTWARE\Microsoft\Windows NT\CurrentVersion\Schedule\TaskCache\Tree$Path"
    if ($null -eq $key) { return }
    try {
        $isTask = $null -ne $key.GetValue('Id')
        $names = $key.GetSubKeyNames()
    }
    finally { $key.Dispose() }
    if ($isTask) { $Path }
    foreach ($name in $names) {
        if ($OfWindows -or "$Path\$name" -ne '\Microsoft') { Get-TaskCachePath "$Path\$name" $OfWindows }
    }
}

function Get-TaskFact {
    param($Task)
    try {
        $xml = Get-TaskXml $Task
        $principal = $xml.SelectSingleNode("*[local-name()='Principals']/*[local-name()='Principal']")
        $account = Get-TaskText $principal 'UserId'
        if (-not $account) { $account = Get-TaskText $principal 'GroupId' }
        @{
            enabled  = (ConvertTo-WindowsFact $Task @{ Enabled = 'flag' } 'IRegisteredTask').Enabled
            account  = $account
            sid      = Get-TaskAccountSid $account
            runLevel = Get-TaskText $principal 'RunLevel'
            actions  = @(foreach ($action in $xml.SelectNodes("*[local-name()='Actions']/*")) {
                    $value = if ($action.LocalName -eq 'Exec') { 'Command' } else { 'ClassId' }
                    @{ kind = $action.LocalName; target = Get-TaskText $action $value }
                })
        }
    }
    catch { @{ failure = @{ code = (ConvertTo-Failure $_).code; detail = $Task.Path } } }
}

# Null where nobody says, or the task cannot be read: it then counts as nobody's.
function Get-TaskAuthor {
    param($Task)
    try { $author = Get-TaskText (Get-TaskXml $Task).SelectSingleNode("*[local-name()='RegistrationInfo']") 'Author' }
    catch { return $null }
    if ($author) { $author } else { $null }
}

# The root of a task's XML, bounded and without entities: whoever makes a task writes it. A property that may not be read
# is empty, because the engine passes over exceptions of properties.
function Get-TaskXml {
    param($Task)
    $text = [string]$Task.Xml
    if (-not $text) { throw (New-Failure 'TASK_UNREADABLE' ([string]$Task.Path)) }
    $settings = New-Object System.Xml.XmlReaderSettings
    $settings.DtdProcessing = [System.Xml.DtdProcessing]::Prohibit
    $settings.MaxCharactersInDocument = 1000000
    $document = New-Object System.Xml.XmlDocument
    try {
        $reader = [System.Xml.XmlReader]::Create((New-Object System.IO.StringReader $text), $settings)
        $document.Load($reader)
        $reader.Dispose()
    }
    catch { throw (New-Failure 'TASK_DAMAGED' ([string]$Task.Path)) }
    , $document.DocumentElement
}

function Get-TaskText {
    param($Node, [string]$Name)
    if ($null -eq $Node) { return '' }
    $found = $Node.SelectSingleNode("*[local-name()='$Name']")
    if ($null -eq $found) { return '' }
    $found.InnerText.Trim()
}

# Empty where Windows knows no such account.
function Get-TaskAccountSid {
    param([string]$Account)
    if (-not $Account -or $Account -match '^S-1-\d') { return $Account }
    try { (New-Object System.Security.Principal.NTAccount $Account).Translate([System.Security.Principal.SecurityIdentifier]).Value }
    catch [System.Security.Principal.IdentityNotMappedException] { '' }
}
