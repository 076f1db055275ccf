# What probes look at, as far as it is neither registry nor services: files with what they hold, programs, tasks, events.
# Files are not those of the engine's own machine; events are searched with the agent's own query.

$Bench.reset['probed'] = {
    param($Case)
    $ProbeClock.Reset()
    $Bench.probed = $Case.state.probed
    $Bench.probedFiles = @{}
    foreach ($file in Get-BenchProperty $Bench.probed.files) { $Bench.probedFiles[$file.Name] = $file.Value }
    $listeners = @($Bench.probed.listeners | Where-Object { $_ })
    $Bench.probedProcesses = @(Get-BenchProcess $listeners)
}
$Bench.left['probed'] = { $Bench.probed }

function Get-BenchProperty {
    param($Object)
    if ($null -ne $Object) { $Object.PSObject.Properties }
}

# The processes of the case, then one for each program that listens, numbered from 100 on.
function Get-BenchProcess {
    param($Listeners)
    $paths = @($Bench.probed.processes | Where-Object { $_ })
    $id = 100
    foreach ($path in $paths + @($Listeners | ForEach-Object { $_.image })) {
        $listens = $id -ge 100 + $paths.Count
        [pscustomobject]@{ ProcessId = [uint32]$id; Name = $path.Split('\')[-1]; ExecutablePath = if (-not $listens) { $path }; Listens = $listens }
        $id++
    }
}

$Bench.cim['MSFT_NetUDPEndpoint'] = { Get-BenchProbedListener 'udp' }
$Bench.cim['Win32_SystemDriver'] = {
    foreach ($driver in Get-BenchProperty $Bench.probed.drivers) {
        [pscustomobject]@{ Name = $driver.Name; State = $driver.Value.state; StartMode = $driver.Value.startMode }
    }
}

function Get-BenchProbedListener {
    param([string]$Protocol)
    $owners = @($Bench.probedProcesses | Where-Object { $_.Listens })
    $at = 0
    foreach ($listener in @($Bench.probed.listeners | Where-Object { $_ })) {
        if ($listener.protocol -eq $Protocol) {
            [pscustomobject]@{ LocalPort = [uint16]$listener.port; OwningProcess = $owners[$at].ProcessId }
        }
        $at++
    }
}

function New-BenchDenial {
    param([string]$Path)
    New-Object System.Management.Automation.ErrorRecord (New-Object System.UnauthorizedAccessException), 'UnauthorizedAccessException', 'PermissionDenied', $Path
}

function Get-ProbeAccountSid {
    param([string]$Name)
    foreach ($account in Get-BenchProperty $Bench.probed.accounts) { if ($account.Name -eq $Name) { return $account.Value } }
}

function Get-ProbeTask {
    param([string]$Path)
    foreach ($task in Get-BenchProperty $Bench.probed.tasks) {
        if ($task.Name -ne $Path) { continue }
        $principal = [pscustomobject]@{ UserId = $task.Value.account }
        return [pscustomobject]@{
            Enabled = $task.Value.enabled; LastTaskResult = $task.Value.lastResult
            Definition = [pscustomobject]@{ Principal = $principal }
        }
    }
}

function Test-ProbeFile { param([string]$Path) $Bench.probedFiles.ContainsKey($Path) }

# A log is its lines; any other file is empty, or as long as its SHA-256 is told for it.
function Open-ProbeFile {
    param([string]$Path)
    Add-BenchCall "open $Path"
    $file = $Bench.probedFiles[$Path]
    if ($file.denied) { throw (New-BenchDenial $Path) }
    $text = @($file.lines) -join "`r`n"
    $stream = New-Object System.IO.MemoryStream (, [System.Text.Encoding]::UTF8.GetBytes($text))
    Add-Member -InputObject $stream -NotePropertyName 'Path' -NotePropertyValue $Path -PassThru
}

function Get-StreamSha256 {
    param($Stream)
    $told = $Bench.probedFiles[$Stream.Path].sha256
    if ($told) { $told } else { 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' }
}

function Get-ProbeEncoding { param([string]$Name) [System.Text.Encoding]::UTF8 }

function Get-ProbeFileVersion {
    param([string]$Path)
    $version = $Bench.probedFiles[$Path].version
    if ($version) { $version } else { 'none' }
}

function Get-AuthenticodeSignature {
    [CmdletBinding()] param([string]$LiteralPath)
    $signature = $Bench.probedFiles[$LiteralPath].signature
    if ($null -eq $signature) { return [pscustomobject]@{ Status = 'NotSigned'; SignerCertificate = $null } }
    $signer = [pscustomobject]@{ Thumbprint = $signature.thumbprint; Subject = $signature.subject }
    [pscustomobject]@{ Status = $signature.status; SignerCertificate = $signer }
}

function Find-ProbeLog {
    param([string]$Path)
    $found = $Bench.probedFiles.Keys | Where-Object { $_ -like $Path -and -not $_.Substring($Path.LastIndexOf('\') + 1).Contains('\') }
    $found | Sort-Object -Property { [string]$Bench.probedFiles[$_].written } -Descending
}

function Invoke-ProbeCommand {
    param([string]$Path, $Asked)
    Add-BenchCall "run $Path $($Asked.arguments)"
    foreach ($run in @($Bench.probedFiles[$Path].runs | Where-Object { $_ })) {
        if ($run.arguments -eq $Asked.arguments) { return @{ exitCode = $run.exitCode; output = $run.output } }
    }
    @{ exitCode = 0; output = '' }
}

# Windows' own function timediff() is asked of here; the rest of the query is XPath that .NET knows.
function Read-ProbeEvent {
    param([string]$Channel, [string]$XPath, [int]$Most)
    $null = New-EventLogConfiguration $Channel # the stub of event-log: no such log, or no right to it
    if ($XPath -notmatch '^\*\[System\[TimeCreated\[timediff\(@SystemTime\) <= (\d+)\]') { throw "no time in the query $XPath" }
    $since = [datetime]::UtcNow.AddMilliseconds(-[double]$Matches[1])
    $query = $XPath.Replace("TimeCreated[timediff(@SystemTime) <= $($Matches[1])]", 'TimeCreated')
    $found = foreach ($entry in @($Bench.probed.events | Where-Object { $_ -and $_.channel -eq $Channel })) {
        $time = ([datetime]$entry.time).ToUniversalTime()
        if ($time -ge $since -and (Get-BenchEventXml $entry).CreateNavigator().Evaluate("boolean($query)")) { $time }
    }
    @($found | Sort-Object -Descending | Select-Object -First $Most)
}

function Get-BenchEventXml {
    param($Entry)
    $escape = { param($Text) [System.Security.SecurityElement]::Escape($Text) }
    $data = @(foreach ($field in Get-BenchProperty $Entry.data) { "<Data Name='$(& $escape $field.Name)'>$(& $escape $field.Value)</Data>" }) -join ''
    $system = "<Provider Name='$(& $escape $Entry.provider)'/><EventID>$($Entry.id)</EventID><TimeCreated/>"
    [xml]"<Event><System>$system</System><EventData>$data</EventData></Event>"
}
