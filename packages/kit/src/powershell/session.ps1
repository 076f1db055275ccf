# A PowerShell process as WinRM starts it for the agent, and the frames that it is asked by.

function Start-KitSession {
    param($Start, [string]$Script)
    $info = New-Object System.Diagnostics.ProcessStartInfo 'cmd.exe', ('/C "{0}"' -f $Start.bootstrap)
    $info.UseShellExecute = $false
    $info.CreateNoWindow = $true
    $info.RedirectStandardInput = $info.RedirectStandardOutput = $info.RedirectStandardError = $true
    $process = [System.Diagnostics.Process]::Start($info)
    $process.BeginErrorReadLine() # read and dropped, or the process would wait for a reader
    $session = @{ process = $process; start = $Start; id = 0; reading = $null }
    Write-KitInput $session "`r`n" # takes the byte order mark that .NET writes first on a console of UTF-8
    Send-KitFrame $session (ConvertTo-Json -InputObject @{ script = $Script } -Compress)
    $session
}

function Send-KitFrame {
    param($Session, [string]$Json)
    $memory = New-Object System.IO.MemoryStream
    $zip = New-Object System.IO.Compression.GZipStream $memory, ([System.IO.Compression.CompressionMode]::Compress)
    $bytes = [System.Text.Encoding]::UTF8.GetBytes($Json)
    $zip.Write($bytes, 0, $bytes.Length)
    $zip.Dispose()
    $text = [System.Convert]::ToBase64String($memory.ToArray())
    $size = $Session.start.partCharacters
    $parts = [int][System.Math]::Ceiling($text.Length / $size)
    $lines = New-Object System.Text.StringBuilder
    for ($at = 0; $at -lt $parts; $at++) {
        $part = $text.Substring($at * $size, [System.Math]::Min($size, $text.Length - $at * $size))
        $null = $lines.Append("$($Session.start.requestPrefix) $($Session.id) $($at + 1) $parts $(Get-KitPartCheck $part) $part`r`n")
    }
    Write-KitInput $Session $lines.ToString()
}

function Write-KitInput {
    param($Session, [string]$Text)
    $bytes = [System.Text.Encoding]::ASCII.GetBytes($Text)
    $stream = $Session.process.StandardInput.BaseStream
    $stream.Write($bytes, 0, $bytes.Length)
    $stream.Flush()
}

function Get-KitPartCheck {
    param([string]$Part)
    $algorithm = New-Object System.Security.Cryptography.SHA256CryptoServiceProvider
    try { [System.BitConverter]::ToString($algorithm.ComputeHash([System.Text.Encoding]::ASCII.GetBytes($Part)), 0, 4).Replace('-', '').ToLowerInvariant() }
    finally { $algorithm.Dispose() }
}

# Outcome 'result' or 'error' with the JSON that came; 'no-answer' in time; 'ended' with the process; 'damaged'.
function Receive-KitAnswer {
    param($Session, [int]$Seconds)
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $text = ''
    while ($true) {
        if ($null -eq $Session.reading) { $Session.reading = $Session.process.StandardOutput.ReadLineAsync() }
        if (-not $Session.reading.Wait([int][System.Math]::Max(0, $Seconds * 1000 - $clock.ElapsedMilliseconds))) { return @{ outcome = 'no-answer' } }
        $line = $Session.reading.Result
        $Session.reading = $null
        if ($null -eq $line) { return @{ outcome = 'ended' } }
        $prefix, $id, $kind, $part, $parts, $check, $content = $line.Split(' ')
        if ($prefix -cne $Session.start.token -or $kind -notin 'result', 'error' -or $id -notin '0', "$($Session.id)") { continue }
        if ((Get-KitPartCheck $content) -cne $check) { return @{ outcome = 'damaged' } }
        $text += $content
        if ($part -eq $parts) { return @{ outcome = $kind; json = Expand-KitText $text } }
    }
}

function Expand-KitText {
    param([string]$Text)
    $memory = New-Object System.IO.MemoryStream (, [System.Convert]::FromBase64String($Text))
    $zip = New-Object System.IO.Compression.GZipStream $memory, ([System.IO.Compression.CompressionMode]::Decompress)
    $reader = New-Object System.IO.StreamReader $zip, ([System.Text.Encoding]::UTF8)
    try { $reader.ReadToEnd() }
    finally { $reader.Dispose() }
}

# Closes the input, at which the process ends by itself. The exit code; nothing where the process had to be ended.
function Stop-KitSession {
    param($Session)
    $process = $Session.process
    try {
        try { $process.StandardInput.Close() }
        catch { } # a process that has ended has no input any more
        if ($process.WaitForExit(10000)) { return $process.ExitCode }
        $ErrorActionPreference = 'Continue'
        try { $null = & taskkill.exe /T /F /PID $process.Id 2>&1 } # with what cmd.exe has started
        catch { } # what is left is ended below
        if (-not $process.HasExited) { $process.Kill() }
    }
    finally { $process.Dispose() }
}

# Asks a line's process, which is started where there is none. One that gives no answer is ended, the next request starts
# another one.
function Invoke-KitRequest {
    param($Line, [string]$Method, [string]$ParamsJson)
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    try {
        if ($null -eq $Line.session) { $Line.session = Start-KitSession $Line.start $Line.script }
        $Line.session.id++
        Send-KitFrame $Line.session ('{{"method":"{0}","params":{1}}}' -f $Method, $ParamsJson)
        $answer = Receive-KitAnswer $Line.session $Line.start.answerSeconds
    }
    catch { $answer = @{ outcome = 'ended' } }
    $answer.milliseconds = [int]$clock.ElapsedMilliseconds
    if ($answer.outcome -notin 'result', 'error' -and $null -ne $Line.session) {
        $null = Stop-KitSession $Line.session
        $Line.session = $null
    }
    $answer
}

function ConvertTo-KitCode {
    param([string]$Outcome)
    $Outcome.ToUpperInvariant().Replace('-', '_')
}
