# Probes: facts about the products of vendors, found where their baseline says. What is asked for is fixed text of the
# baseline; nothing is guessed here, and whether a value is right is decided elsewhere. One probe that cannot be
# evaluated does not lose the others. In bulk: one query for all services, one load for each user's registry.

# Bounds, so that no probe holds up a machine or fills an answer. The clock counts what all probes of a session take.
$script:ProbeClock = New-Object System.Diagnostics.Stopwatch
$script:ProbeLimit = @{
    seconds = 30; valueLength = 1000; fileBytes = 256MB; tailBytes = 1MB; logs = 5; events = 1000
    matchMilliseconds = 250; outputCharacters = 64KB
}

# Facts: per probe, in the order in which they are asked, a value, `absent` or a failure.
function Read-Probe {
    param($Request)
    $script:ProbeCache = @{ asked = @($Request.probes) }
    $ProbeClock.Start()
    try { @{ probes = @(foreach ($asked in $ProbeCache.asked) { Invoke-Probe $asked }) } }
    finally { $ProbeClock.Stop() }
}

function Invoke-Probe {
    param($Asked)
    try {
        Assert-ProbeTime
        $finding = switch ($Asked.kind) {
            'registry' { Get-RegistryFinding (Get-ProbeKey LocalMachine $Asked.key) $Asked.name }
            'user-registry' { Read-UserRegistryProbe $Asked }
            'service' { Read-ServiceProbe $Asked }
            'process' { Read-ProcessProbe $Asked }
            'scheduled-task' { Read-TaskProbe $Asked }
            'port' { Read-PortProbe $Asked }
            'event-log' { Read-EventProbe $Asked }
            'file' { Read-FileProbe $Asked }
            'text-log' { Read-TextLogProbe $Asked }
            'command' { Read-CommandProbe $Asked }
            default { throw (New-Failure 'PROBE_UNKNOWN' $Asked.kind) }
        }
        if ((@($finding.value) -join '').Length -gt $ProbeLimit.valueLength) { throw (New-Failure 'VALUE_TOO_LONG' '') }
        $finding
    }
    catch { @{ failure = ConvertTo-Failure $_ } }
}

function Assert-ProbeTime {
    if ($ProbeClock.Elapsed.TotalSeconds -gt $ProbeLimit.seconds) { throw (New-Failure 'PROBE_TIME_UP' "$($ProbeLimit.seconds) s") }
}

# The values of a key, or nothing where there is no such key.
function Get-ProbeKey {
    param([string]$Hive, [string]$Path)
    $key = Open-RegistryKey -Hive $Hive -Path $Path
    if ($null -eq $key) { return }
    $key.Dispose()
    Get-RegistryTypedMap -Hive $Hive -Path $Path
}

# A key is asked for by itself where no name of a value is given; the empty name is its default value.
function Get-RegistryFinding {
    param($Values, $Name)
    if ($null -eq $Values) { return @{ absent = $true } }
    if ($null -eq $Name) { return @{ value = 'present' } }
    $stored = $Values[[string]$Name]
    if ($null -eq $stored) { return @{ absent = $true } }
    $stored
}

function Read-UserRegistryProbe {
    param($Asked)
    if ($null -eq $ProbeCache.users) { $ProbeCache.users = Get-ProbeUserKey }
    if ($Asked.user -eq 'every') {
        $profiles = @{}
        foreach ($sid in $ProbeCache.users.Keys) {
            $held = $ProbeCache.users[$sid]
            $profiles[$sid] = if ($held.failure) { @{ failure = $held.failure } } else { Get-RegistryFinding $held[$Asked.key] $Asked.name }
        }
        return @{ profiles = $profiles }
    }
    $sid = Resolve-ProbeAccount $Asked.user
    $held = $ProbeCache.users[$sid]
    if ($null -eq $held) { throw (New-Failure 'PROFILE_MISSING' $sid) }
    if ($held.failure) { return @{ failure = $held.failure } }
    Get-RegistryFinding $held[$Asked.key] $Asked.name
}

# By profile (SID or "default") the values of every key that a probe asks for, or why its registry cannot be reached.
function Get-ProbeUserKey {
    $asked = @($ProbeCache.asked | Where-Object { $_.kind -eq 'user-registry' })
    $every = @($asked | Where-Object { $_.user -eq 'every' }).Count -gt 0
    $sids = @(foreach ($one in $asked) { if ($one.user -ne 'every') { try { Resolve-ProbeAccount $one.user } catch { } } })
    $held = @{}
    foreach ($userProfile in Get-UserProfile) {
        if (-not $every -and $userProfile.key -notin $sids) { continue }
        try {
            $held[$userProfile.key] = Invoke-WithUserHive $userProfile {
                param($Root)
                $keys = @{}
                foreach ($one in $asked) { $keys[$one.key] = Get-ProbeKey Users "$Root\$($one.key)" }
                $keys
            }
        }
        catch { $held[$userProfile.key] = @{ failure = ConvertTo-Failure $_ } }
    }
    $held
}

function Resolve-ProbeAccount {
    param([string]$User)
    if ($User -match '^S-1-') { return $User }
    $sid = Get-AccountSid $User
    if (-not $sid) { throw (New-Failure 'ACCOUNT_UNKNOWN' $User) }
    $sid
}

function Read-ServiceProbe {
    param($Asked)
    $class = $Asked.class
    if ($null -eq $ProbeCache[$class]) {
        $found = @{}
        $properties = @{ Name = 'text'; State = 'text'; StartMode = 'text'; StartName = 'text?' }
        foreach ($service in Get-WindowsInstance -ClassName $class -Property $properties -Key Name -Always) { $found[$service.Name] = $service }
        $ProbeCache[$class] = $found
    }
    $service = $ProbeCache[$class][$Asked.name]
    if ($null -eq $service) { return @{ absent = $true } }
    if ($service.failure) { return @{ failure = $service.failure } }
    $value = $service[$Asked.property]
    if ($null -eq $value) { return @{ absent = $true } }
    @{ value = $value }
}

# Every process with its name and, as far as Windows says it, its path.
function Get-ProbeProcess {
    if ($null -eq $ProbeCache.processes) { $ProbeCache.processes = @(Get-RunningProcess) }
    $ProbeCache.processes
}

function Read-ProcessProbe {
    param($Asked)
    $property = if ($Asked.image.Contains('\')) { 'ExecutablePath' } else { 'Name' }
    @{ value = @(Get-ProbeProcess | Where-Object { $_.$property -eq $Asked.image }).Count }
}

function Read-TaskProbe {
    param($Asked)
    $task = Get-ProbeTask $Asked.path
    if ($null -eq $task) { return @{ absent = $true } }
    switch ($Asked.property) {
        'Enabled' { return @{ value = (ConvertTo-WindowsFact $task @{ Enabled = 'flag' } 'IRegisteredTask').Enabled } }
        'LastTaskResult' { return @{ value = (ConvertTo-WindowsFact $task @{ LastTaskResult = 'number' } 'IRegisteredTask').LastTaskResult } }
    }
    @{ value = [string](ConvertTo-WindowsFact $task.Definition.Principal @{ UserId = 'text?' } 'IPrincipal').UserId }
}

# The scheduler's own objects: its cmdlets ask once more for each task. A missing task or folder is an HRESULT.
function Get-ProbeTask {
    param([string]$Path)
    if ($null -eq $ProbeCache.scheduler) {
        $ProbeCache.scheduler = New-Object -ComObject Schedule.Service
        $ProbeCache.scheduler.Connect()
    }
    try { $ProbeCache.scheduler.GetFolder('\').GetTask($Path) }
    catch {
        $exception = $_.Exception
        while ($exception.InnerException) { $exception = $exception.InnerException }
        if ($exception.HResult -notin -2147024894, -2147024893) { throw } # ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND
    }
}

# The names of the programs that listen on a port, on whichever address.
function Read-PortProbe {
    param($Asked)
    $class, $filter = if ($Asked.protocol -eq 'tcp') { 'MSFT_NetTCPConnection', 'State = 2' } else { 'MSFT_NetUDPEndpoint', $null }
    if ($null -eq $ProbeCache[$class]) {
        $properties = @{ LocalPort = 'number'; OwningProcess = 'number' }
        $ProbeCache[$class] = @(Get-WindowsInstance -Namespace 'root/StandardCimv2' -ClassName $class -Property $properties -Filter $filter -Always)
    }
    $owners = @($ProbeCache[$class] | Where-Object { $_.LocalPort -eq $Asked.port } | ForEach-Object { $_.OwningProcess })
    $names = @(foreach ($owner in $owners | Sort-Object -Unique) {
            $process = Get-ProbeProcess | Where-Object { $_.ProcessId -eq $owner } | Select-Object -First 1
            if ($process) { $process.Name } else { "process $owner" }
        })
    [System.Array]::Sort($names, [System.StringComparer]::Ordinal)
    @{ value = @($names | Select-Object -Unique) }
}

# How many entries there are, or when the last one was made: ISO 8601, UTC.
function Read-EventProbe {
    param($Asked)
    $most = if ($Asked.last) { 1 } else { $ProbeLimit.events }
    try { $times = @(Read-ProbeEvent $Asked.channel (Get-EventQuery $Asked) $most) }
    catch {
        $exception = $_.Exception
        while ($exception.InnerException) { $exception = $exception.InnerException }
        if ($exception.GetType().Name -eq 'EventLogNotFoundException') { return @{ absent = $true } }
        throw
    }
    if (-not $Asked.last) { return @{ value = $times.Count } }
    if ($times.Count -eq 0) { return @{ absent = $true } }
    @{ value = ConvertTo-UtcText $times[0] }
}
