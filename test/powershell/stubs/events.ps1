# Event logs that hold the entries of the case, as EventLogReader and EventLogInformation show them, and the machine's clock. Entries
# are searched with the agent's own queries and handed over as XML in the form of the published samples.

$Bench.reset['events'] = {
    param($Case)
    $Bench.clock = $Case.state.clock
    $Bench.ahead = [double]$Case.state.clockAheadSeconds
    $Bench.events = @($Case.state.events | Where-Object { $_ })
    $Bench.eventXml = @{}
    $Bench.foundEvents = @{}
}
$Bench.session['events'] = { if ($null -ne $HistoryClock) { $HistoryClock.Reset() } }
$Bench.left['events'] = { , $Bench.events }

function Get-UtcNow {
    $now = if ($Bench.clock) { ([datetime]$Bench.clock).ToUniversalTime() } else { [datetime]::UtcNow }
    $now.AddSeconds($Bench.ahead)
}

class BenchEventRecord {
    [datetime]$TimeCreated
    [int]$Id
    hidden [string]$Xml
    [string] ToXml() { return $this.Xml }
    [void] Dispose() { }
}

class BenchEventReader {
    hidden [object[]]$Found
    hidden [int]$At = 0
    [object] ReadEvent() {
        if ($this.At -ge $this.Found.Count) { return $null }
        $this.At++
        return $this.Found[$this.At - 1]
    }
    [void] Dispose() { }
}

function Open-EventReader {
    param([string]$Channel, [string]$XPath, [bool]$NewestFirst)
    $null = New-EventLogConfiguration $Channel # the stub of event-log: no such log, or no right to it
    $reader = New-Object BenchEventReader
    $query = "$Channel $XPath"
    # A case adds no entry to a log, and Windows has its logs indexed.
    if (-not $Bench.foundEvents.ContainsKey($query)) { $Bench.foundEvents[$query] = @(Search-BenchEvent $Channel $XPath) }
    $reader.Found = $Bench.foundEvents[$query].Clone()
    if (-not $NewestFirst) { [System.Array]::Reverse($reader.Found) }
    $reader
}

# Windows' own functions timediff() and band() are asked of here; the rest of a query is XPath that .NET knows.
function Search-BenchEvent {
    param([string]$Channel, [string]$XPath)
    $since = [datetime]::MinValue
    if ($XPath -match 'TimeCreated\[timediff\(@SystemTime\) <= (\d+)\]') { $since = (Get-UtcNow).AddMilliseconds(-[double]$Matches[1]) }
    $query = $XPath -replace 'TimeCreated\[timediff\(@SystemTime\) <= \d+\]', 'TimeCreated' -replace 'band\(Keywords,4503599627370496\)', "Keywords='0x8010000000000000'"
    $log = $Bench.eventLogs[$Channel]
    if ($log.emptied) { return }
    $isMeant = [System.Xml.XPath.XPathExpression]::Compile("boolean($query)")
    $found = New-Object System.Collections.ArrayList
    for ($at = 0; $at -lt $Bench.events.Count; $at++) {
        $entry = $Bench.events[$at]
        if ($entry.channel -ne $Channel) { continue }
        $time = ([datetime]$entry.time).ToUniversalTime()
        if ($time -lt $since) { continue }
        if (-not $Bench.eventXml.ContainsKey($at)) { $Bench.eventXml[$at] = Get-BenchEventXml $entry }
        $xml = $Bench.eventXml[$at]
        if ($query -ne '*' -and -not ([xml]$xml).CreateNavigator().Evaluate($isMeant)) { continue }
        $null = $found.Add([BenchEventRecord]@{ TimeCreated = $time; Id = $entry.id; Xml = $xml })
    }
    $positions = 0..($found.Count) | Where-Object { $_ -lt $found.Count }
    foreach ($at in @($positions | Sort-Object -Descending -Property { $found[$_].TimeCreated }, { $_ })) { $found[$at] }
}

# An entry of Windows' own provider of logs has UserData, every other one EventData.
function Get-BenchEventXml {
    param($Entry)
    $isOwn = $Entry.provider -eq 'Microsoft-Windows-Eventlog'
    $text = New-Object System.Text.StringBuilder
    if ($null -ne $Entry.data) {
        foreach ($field in $Entry.data.PSObject.Properties) {
            $name = $field.Name
            $value = [System.Security.SecurityElement]::Escape($field.Value)
            if ($isOwn) { $null = $text.Append("<$name>$value</$name>"); continue }
            $name = [System.Security.SecurityElement]::Escape($name)
            $null = $text.Append($(if ($value) { "<Data Name='$name'>$value</Data>" } else { "<Data Name='$name'/>" }))
        }
    }
    $keywords = if ($Entry.data.Status -eq '0x0') { '0x8020000000000000' } else { '0x8010000000000000' }
    $provider = [System.Security.SecurityElement]::Escape($Entry.provider)
    $channel = [System.Security.SecurityElement]::Escape($Entry.channel)
    $system = "<Provider Name='$provider'/><EventID>$($Entry.id)</EventID><Keywords>$keywords</Keywords><TimeCreated/><Channel>$channel</Channel>"
    $data = if ($isOwn) { "<UserData><LogFileCleared>$text</LogFileCleared></UserData>" } else { "<EventData>$text</EventData>" }
    "<Event><System>$system</System>$data</Event>"
}

function Get-EventLogInformation {
    param([string]$Channel)
    $log = $Bench.eventLogs[$Channel]
    $first = if ($null -eq $log.oldestRecord) { 1 } else { $log.oldestRecord }
    [pscustomobject]@{ OldestRecordNumber = [long]$first; IsLogFull = [bool]$log.full }
}
