# Event logs: how a log is kept, reading through what it holds, and how far back that goes. Entries are told by channel, id
# and the names of their fields; texts of a log are in the machine's language.

# The clock counts what all histories of a session take.
$script:HistoryClock = New-Object System.Diagnostics.Stopwatch
$script:HistoryLimit = @{ entries = 60000; seconds = 20 }

function Open-EventLogConfiguration {
    param([string]$Name)
    try { New-EventLogConfiguration $Name }
    catch {
        $exception = $_.Exception
        while ($exception.InnerException) { $exception = $exception.InnerException }
        if ($exception.GetType().Name -eq 'EventLogNotFoundException') { throw (New-Failure 'LOG_MISSING' $Name) }
        throw
    }
}

function New-EventLogConfiguration {
    param([string]$Name)
    New-Object System.Diagnostics.Eventing.Reader.EventLogConfiguration $Name
}

# The numbers of a log's file: RecordCount, OldestRecordNumber, IsLogFull.
function Get-EventLogInformation {
    param([string]$Channel)
    [System.Diagnostics.Eventing.Reader.EventLogSession]::GlobalSession.GetLogInformation($Channel, [System.Diagnostics.Eventing.Reader.PathType]::LogName)
}

function Open-EventReader {
    param([string]$Channel, [string]$XPath, [bool]$NewestFirst)
    $query = New-Object System.Diagnostics.Eventing.Reader.EventLogQuery $Channel, ([System.Diagnostics.Eventing.Reader.PathType]::LogName), $XPath
    $query.ReverseDirection = $NewestFirst
    New-Object System.Diagnostics.Eventing.Reader.EventLogReader $query
}

# The part of a query that means the entries of the last days, by the machine's clock.
function Get-RecentCondition {
    param([long]$Days)
    "TimeCreated[timediff(@SystemTime) <= $($Days * 86400000)]"
}

# Hands the entries of the last days that a condition means to a script block, the newest first and many at once, with what it
# collects into. What is looked at is bounded: then the answer is how far back that was, otherwise there is none.
function Read-EventHistory {
    param([string]$Channel, [string]$Condition, [int]$Days, $Collected, [scriptblock]$Add)
    (Open-EventLogConfiguration $Channel).Dispose() # no such log is a failure of its own
    $HistoryClock.Start()
    try {
        $reader = Open-EventReader $Channel "*[System[$(Get-RecentCondition $Days) and ($Condition)]]" $true
        try {
            for ($left = $HistoryLimit.entries; ; $left -= $entries.Count) {
                $isTimeUp = $HistoryClock.Elapsed.TotalSeconds -gt $HistoryLimit.seconds
                $most = if ($isTimeUp) { 1 } else { [System.Math]::Min(500, [System.Math]::Max(1, $left)) }
                $entries = @(for ($count = 0; $count -lt $most; $count++) { $entry = $reader.ReadEvent(); if ($null -eq $entry) { break }; $entry })
                foreach ($entry in $entries) { if ($entry.TimeCreated -isnot [datetime] -or $entry.Id -isnot [int]) { throw (New-Failure 'ANSWER_INVALID' 'EventRecord') } }
                $isOver = $entries.Count -gt 0 -and ($isTimeUp -or $left -le 0)
                if ($isOver) { ConvertTo-UtcText $entries[0].TimeCreated } else { & $Add $entries $Collected }
                foreach ($entry in $entries) { $entry.Dispose() }
                if ($isOver -or $entries.Count -lt $most) { return }
            }
        }
        finally { $reader.Dispose() }
    }
    finally { $HistoryClock.Stop() }
}

# How far back a log goes, and what was asked for. Asked after the entries were read: what it lost meanwhile counts as lost.
function Get-EventHistoryReach {
    param([string]$Channel, [int]$Days, [datetime]$Now, $ReadUntil)
    $log = @{ oldest = $null; oldestId = $null }
    $configuration = Open-EventLogConfiguration $Channel
    try { $kept = ConvertTo-WindowsFact $configuration @{ IsEnabled = 'flag'; LogMode = 'number' } 'EventLogConfiguration' }
    finally { $configuration.Dispose() }
    $log.enabled, $log.mode = $kept.IsEnabled, $kept.LogMode
    $information = ConvertTo-WindowsFact (Get-EventLogInformation $Channel) @{ IsLogFull = 'flag'; OldestRecordNumber = 'number' } 'EventLogInformation'
    $log.full, $log.oldestRecord = $information.IsLogFull, $information.OldestRecordNumber
    $reader = Open-EventReader $Channel '*' $false
    try {
        $oldest = $reader.ReadEvent()
        if ($null -ne $oldest) {
            try { $entry = ConvertTo-WindowsFact $oldest @{ TimeCreated = 'time'; Id = 'number' } 'EventRecord' }
            finally { $oldest.Dispose() }
            $log.oldest, $log.oldestId = (ConvertTo-UtcText $entry.TimeCreated), $entry.Id
        }
    }
    finally { $reader.Dispose() }
    @{
        from = ConvertTo-UtcText $Now.AddDays(-$Days); to = ConvertTo-UtcText $Now
        readUntil = if ($ReadUntil) { $ReadUntil } else { $null }; installed = Get-FirstInstallation; log = $log
    }
}

# When Windows was first installed on the machine: each feature update counts as an installation and keeps what it knew of
# the one before (claim `first-installation`). Null where the registry does not say.
function Get-FirstInstallation {
    $keys = @('SOFTWARE\Microsoft\Windows NT\CurrentVersion')
    $setup = Open-RegistryKey -Hive LocalMachine -Path 'SYSTEM\Setup'
    if ($null -ne $setup) {
        try { $keys += @($setup.GetSubKeyNames() | Where-Object { $_ -like 'Source OS*' } | ForEach-Object { "SYSTEM\Setup\$_" }) }
        finally { $setup.Dispose() }
    }
    $dates = @(foreach ($key in $keys) { (Get-RegistryTypedMap -Hive LocalMachine -Path $key -Only 'InstallDate')['InstallDate'] })
    $first = @($dates | Where-Object { $_.kind -eq 'DWord' -and $_.value -gt 0 } | ForEach-Object { $_.value } | Sort-Object)
    if ($first.Count -eq 0) { return $null }
    ConvertTo-UtcText ([datetime]'1970-01-01T00:00:00Z').ToUniversalTime().AddSeconds($first[0])
}

# The fields of an entry by their names: of EventData, or of UserData where it has that.
function Get-EventField {
    param([string]$Xml)
    $fields = @{}
    $at = $Xml.IndexOf('</System>', [System.StringComparison]::Ordinal)
    if ($at -lt 0) { throw (New-Failure 'ANSWER_INVALID' 'EventRecord.ToXml()') }
    $match = $EventFieldPattern.Match($Xml, $at)
    while ($match.Success) {
        $text = $match.Groups[3].Value
        if ($text.IndexOf('&') -ge 0) { $text = [System.Net.WebUtility]::HtmlDecode($text) }
        $name = $match.Groups[2].Value
        $fields[$(if ($name) { $name } else { $match.Groups[1].Value })] = $text
        $match = $match.NextMatch()
    }
    $fields
}

$script:EventFieldPattern = New-Object System.Text.RegularExpressions.Regex '<(\w+)(?: Name=[''"]([^''"]+)[''"])?\s*(?:/>|>([^<]*)</)'
