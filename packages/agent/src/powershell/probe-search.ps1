# Probes that look through something: an event log, a file, a text log, the output of a program. Every search is bounded
# in size and time, and opens files so that whoever writes to them is not kept from it.

# The query in the subset of XPath that Windows' event log knows; days back from now.
function Get-EventQuery {
    param($Asked)
    $system = @(Get-RecentCondition $Asked.days)
    if ($Asked.provider) { $system += "Provider[@Name='$($Asked.provider)']" }
    if (@($Asked.ids).Count -gt 0) { $system += '(' + (@($Asked.ids | ForEach-Object { "EventID=$_" }) -join ' or ') + ')' }
    $data = @(foreach ($field in $Asked.data.PSObject.Properties) { " and *[EventData[Data[@Name='$($field.Name)']='$($field.Value)']]" })
    "*[System[$($system -join ' and ')]]" + ($data -join '')
}

# When the newest entries were made, as many as are asked for.
function Read-ProbeEvent {
    param([string]$Channel, [string]$XPath, [int]$Most)
    $reader = Open-EventReader $Channel $XPath $true
    try {
        for ($count = 0; $count -lt $Most; $count++) {
            $entry = $reader.ReadEvent()
            if ($null -eq $entry) { return }
            try { (ConvertTo-WindowsFact $entry @{ TimeCreated = 'time' } 'EventRecord').TimeCreated }
            finally { $entry.Dispose() }
            Assert-ProbeTime
        }
    }
    finally { $reader.Dispose() }
}

function Read-FileProbe {
    param($Asked)
    $path = [System.Environment]::ExpandEnvironmentVariables($Asked.path)
    if (-not (Test-ProbeFile $path)) { return @{ absent = $true } }
    if ($Asked.property -eq 'presence') { return @{ value = 'present' } }
    $stream = Open-ProbeFile $path
    try {
        switch ($Asked.property) {
            'version' { return @{ value = Get-ProbeFileVersion $path } }
            'sha256' { return @{ value = Get-StreamSha256 $stream } }
        }
    }
    finally { $stream.Dispose() }
    $signature = Get-AuthenticodeSignature -LiteralPath $path
    if ($signature.Status -isnot [enum] -and $signature.Status -isnot [string]) { throw (New-Failure 'ANSWER_INVALID' 'Signature.Status') }
    $signed = @{ status = [string]$signature.Status; thumbprint = ''; subject = '' }
    if ($null -eq $signature.SignerCertificate -and $signed.status -ne 'Valid') { return $signed }
    $signer = ConvertTo-WindowsFact $signature.SignerCertificate @{ Thumbprint = 'text'; Subject = 'text' } 'SignerCertificate'
    $signed.thumbprint = $signer.Thumbprint
    $signed.subject = $signer.Subject
    $signed
}

# A file that may not be opened is there all the same.
function Test-ProbeFile {
    param([string]$Path)
    try { -not ([System.IO.File]::GetAttributes($Path) -band [System.IO.FileAttributes]::Directory) }
    catch {
        $exception = $_.Exception
        while ($exception.InnerException) { $exception = $exception.InnerException }
        if ($exception -is [System.IO.FileNotFoundException] -or $exception -is [System.IO.DirectoryNotFoundException]) { return $false }
        throw
    }
}

function Open-ProbeFile {
    param([string]$Path, [System.IO.FileShare]$Share = 'ReadWrite,Delete')
    New-Object System.IO.FileStream $Path, ([System.IO.FileMode]::Open), ([System.IO.FileAccess]::Read), $Share
}

# The four numbers: the text beside them is written in any language and form.
function Get-ProbeFileVersion {
    param([string]$Path)
    $version = [System.Diagnostics.FileVersionInfo]::GetVersionInfo($Path)
    if (-not $version.FileVersion) { return 'none' }
    '{0}.{1}.{2}.{3}' -f $version.FileMajorPart, $version.FileMinorPart, $version.FileBuildPart, $version.FilePrivatePart
}

function Get-StreamSha256 {
    param([System.IO.Stream]$Stream)
    if ($Stream.Length -gt $ProbeLimit.fileBytes) { throw (New-Failure 'FILE_TOO_LARGE' "$($Stream.Length) bytes") }
    $algorithm = [System.Security.Cryptography.SHA256]::Create()
    try { [System.BitConverter]::ToString($algorithm.ComputeHash($Stream)).Replace('-', '').ToLowerInvariant() }
    finally { $algorithm.Dispose() }
}

# The newest files are looked into, of each its end. The last match is the last one of the newest file that has any.
function Read-TextLogProbe {
    param($Asked)
    $paths = @(Find-ProbeLog ([System.Environment]::ExpandEnvironmentVariables($Asked.path)) | Select-Object -First $ProbeLimit.logs)
    if ($paths.Count -eq 0) { return @{ absent = $true } }
    $regex = New-ProbeRegex $Asked.pattern
    $last = $null
    $count = 0
    foreach ($path in $paths) {
        $found = $null
        foreach ($line in Read-LogTail $path $Asked.encoding) {
            $match = Search-ProbeText $regex $line
            if ($match) { $found = $match; $count++ }
        }
        if ($null -eq $last) { $last = $found }
        Assert-ProbeTime
    }
    if ($Asked.property -eq 'count') { return @{ value = $count } }
    if ($null -eq $last) { return @{ absent = $true } }
    if ($Asked.property -eq 'value') { return @{ value = $last.Groups['value'].Value } }
    $time = ConvertFrom-LogTime $last.Groups['time'].Value $Asked.timeFormat
    if ($Asked.property -eq 'age-days') { return @{ value = [long][System.Math]::Floor(((Get-UtcNow) - $time).TotalDays) } }
    @{ value = ConvertTo-UtcText $time }
}

# Paths of the files, the one last written to first.
function Find-ProbeLog {
    param([string]$Path)
    $folder = New-Object System.IO.DirectoryInfo ([System.IO.Path]::GetDirectoryName($Path))
    if (-not $folder.Exists) { return }
    $folder.GetFiles([System.IO.Path]::GetFileName($Path)) | Sort-Object -Property LastWriteTimeUtc -Descending | ForEach-Object { $_.FullName }
}

# The lines of the end of a log. Where that is not all of it, the first line may be half of one and is left out.
function Read-LogTail {
    param([string]$Path, [string]$Encoding)
    $stream = Open-ProbeFile $Path
    try {
        $from = [System.Math]::Max(0, $stream.Length - $ProbeLimit.tailBytes)
        $from += $from % 2 # a character of UTF-16 has two bytes
        $null = $stream.Seek($from, [System.IO.SeekOrigin]::Begin)
        $reader = New-Object System.IO.StreamReader $stream, (Get-ProbeEncoding $Encoding)
        $lines = $reader.ReadToEnd() -split '\r?\n'
    }
    finally { $stream.Dispose() }
    if ($from -gt 0) { $lines = $lines | Select-Object -Skip 1 }
    $lines
}

function Get-ProbeEncoding {
    param([string]$Name)
    switch ($Name) {
        'cp932' { return [System.Text.Encoding]::GetEncoding(932) }
        'utf-16' { return [System.Text.Encoding]::Unicode }
    }
    New-Object System.Text.UTF8Encoding $false
}

function New-ProbeRegex {
    param([string]$Pattern)
    New-Object System.Text.RegularExpressions.Regex $Pattern, ([System.Text.RegularExpressions.RegexOptions]::CultureInvariant), ([timespan]::FromMilliseconds($ProbeLimit.matchMilliseconds))
}

# The match, or nothing. A pattern that takes too long on one text is given up for the whole probe.
function Search-ProbeText {
    param([regex]$Regex, [string]$Text)
    try { $match = $Regex.Match($Text) }
    catch { throw (New-Failure 'PATTERN_TOO_SLOW' "$($Text.Length) characters") }
    if ($match.Success) { $match }
}

# A time in UTC, from one in the machine's own zone.
function ConvertFrom-LogTime {
    param([string]$Text, [string]$Format)
    $time = [datetime]::MinValue
    $culture = [System.Globalization.CultureInfo]::InvariantCulture
    if (-not [datetime]::TryParseExact($Text, $Format, $culture, [System.Globalization.DateTimeStyles]::AssumeLocal, [ref]$time)) { throw (New-Failure 'TIME_INVALID' $Text) }
    $time.ToUniversalTime()
}

# Runs the one file that the baseline allows under this path: it is kept from being written to from the comparison on until
# it has ended.
function Read-CommandProbe {
    param($Asked)
    $path = [System.Environment]::ExpandEnvironmentVariables($Asked.path)
    if (-not (Test-ProbeFile $path)) { return @{ absent = $true } }
    $guard = Open-ProbeFile $path 'Read'
    try {
        if ((Get-StreamSha256 $guard) -ne $Asked.sha256) { throw (New-Failure 'COMMAND_NOT_ALLOWED' 'another SHA-256') }
        $run = Invoke-ProbeCommand $path $Asked
    }
    finally { $guard.Dispose() }
    $answer = @{ exitCode = $run.exitCode; match = $null }
    if ($Asked.pattern) {
        $match = Search-ProbeText (New-ProbeRegex $Asked.pattern) $run.output
        if ($match) { $answer.match = $match.Groups['value'].Value }
    }
    $answer
}

# Exit code and output. A program that does not end in time, or that prints without end, is ended.
function Invoke-ProbeCommand {
    param([string]$Path, $Asked)
    $start = New-Object System.Diagnostics.ProcessStartInfo $Path, ([string]$Asked.arguments)
    $start.UseShellExecute = $false
    $start.CreateNoWindow = $true
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    $start.StandardOutputEncoding = Get-ProbeEncoding $Asked.encoding
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $process = [System.Diagnostics.Process]::Start($start)
    try {
        $process.StandardInput.Close()
        $process.BeginErrorReadLine() # read and dropped, or the program would wait for a reader
        $output = New-Object System.Text.StringBuilder
        $buffer = New-Object char[] 4096
        do {
            $reading = $process.StandardOutput.ReadAsync($buffer, 0, $buffer.Length)
            if (-not $reading.Wait((Get-CommandRest $clock $Asked))) { throw (New-Failure 'COMMAND_TIMEOUT' "$($Asked.timeoutSeconds) s") }
            $null = $output.Append($buffer, 0, $reading.Result)
            if ($output.Length -gt $ProbeLimit.outputCharacters) { throw (New-Failure 'OUTPUT_TOO_LONG' '') }
        } while ($reading.Result -gt 0)
        if (-not $process.WaitForExit((Get-CommandRest $clock $Asked))) { throw (New-Failure 'COMMAND_TIMEOUT' "$($Asked.timeoutSeconds) s") }
        @{ exitCode = $process.ExitCode; output = $output.ToString() }
    }
    finally {
        if (-not $process.HasExited) { $process.Kill() }
        $process.Dispose()
    }
}

function Get-CommandRest {
    param([System.Diagnostics.Stopwatch]$Clock, $Asked)
    [int][System.Math]::Max(0, $Asked.timeoutSeconds * 1000 - $Clock.ElapsedMilliseconds)
}
