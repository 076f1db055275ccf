# Files of the machine: plain files of its drives, read, written and deleted as a whole. Paths may hold the machine's
# variables. A folder, and a file that is a link or lies behind one, is refused: it may be another one than it seems.

function Resolve-FilePath {
    param([string]$Path)
    [System.Environment]::ExpandEnvironmentVariables($Path)
}

# 'nothing', 'file', 'folder', or 'link' where a part of the path is one.
function Get-FileKind {
    param([string]$Path)
    $parts = (Resolve-FilePath $Path).Split('\')
    $attributes = Get-FileAttribute ($parts -join '\')
    if ($null -eq $attributes) { return 'nothing' }
    for ($count = $parts.Count; $count -gt 1; $count--) {
        $link = [int](Get-FileAttribute ($parts[0..($count - 1)] -join '\')) -band [int][System.IO.FileAttributes]::ReparsePoint
        if ($link) { return 'link' }
    }
    if ($attributes -band [int][System.IO.FileAttributes]::Directory) { 'folder' } else { 'file' }
}

# The attributes as a number; nothing where there is no such file.
function Get-FileAttribute {
    param([string]$Target)
    try { [int][System.IO.File]::GetAttributes($Target) }
    catch [System.IO.FileNotFoundException], [System.IO.DirectoryNotFoundException] { return }
}

# Whether there is such a file; throws for what is no plain file.
function Test-PlainFile {
    param([string]$Path)
    switch (Get-FileKind $Path) {
        'file' { return $true }
        'folder' { throw (New-Failure 'FILE_IS_FOLDER' $Path) }
        'link' { throw (New-Failure 'FILE_IS_LINK' $Path) }
    }
    $false
}

# Runs the action with the opened file. Others may go on reading, writing and deleting it.
function Invoke-WithFile {
    param([string]$Path, [scriptblock]$Action)
    try {
        $stream = Open-FileForReading (Resolve-FilePath $Path)
        try { & $Action $stream }
        finally { $stream.Dispose() }
    }
    catch { throw (New-FileFailure $_ $Path) }
}

function Open-FileForReading {
    param([string]$Target)
    [System.IO.File]::Open($Target, [System.IO.FileMode]::Open, [System.IO.FileAccess]::Read, [System.IO.FileShare]'ReadWrite, Delete')
}

# All bytes; nothing where there is no such file.
function Get-FileBytes {
    param([string]$Path, [long]$Limit = 1MB)
    if (-not (Test-PlainFile $Path)) { return }
    $content = Invoke-WithFile $Path {
        param($Stream)
        if ($Stream.Length -gt $Limit) { throw (New-Failure 'FILE_TOO_LARGE' $Path) }
        $memory = New-Object System.IO.MemoryStream
        $Stream.CopyTo($memory)
        if ($memory.Length -ne $Stream.Length) { throw (New-Failure 'READ_FAILED' $Path) }
        , $memory.ToArray()
    }
    , $content
}

# Puts the bytes in the place of the file in one step: they are written beside it first, so that nobody ever reads half
# of them. The file keeps its permissions and attributes.
function Set-FileBytes {
    param([string]$Path, [byte[]]$Bytes)
    $target = Resolve-FilePath $Path
    $fresh = '{0}.kijun-{1}-{2}' -f $target, $PID, [guid]::NewGuid().ToString('N')
    try {
        Clear-AbandonedFile $target
        [System.IO.File]::WriteAllBytes($fresh, $Bytes)
        if (Test-PlainFile $Path) { Invoke-WithWritableFile $target { Switch-File $fresh $target } }
        else { [System.IO.File]::Move($fresh, $target) }
    }
    catch { throw (New-FileFailure $_ $Path) }
    finally { if ([System.IO.File]::Exists($fresh)) { [System.IO.File]::Delete($fresh) } }
}

# What a killed session left beside the file. The name holds the id of its process: that of a living one is left alone.
function Clear-AbandonedFile {
    param([string]$Target)
    foreach ($path in [System.IO.Directory]::GetFiles([System.IO.Path]::GetDirectoryName($Target))) {
        if (-not $path.StartsWith("$Target.kijun-", [System.StringComparison]::OrdinalIgnoreCase)) { continue }
        if ($path -match '\.kijun-(\d{1,9})-[0-9a-f]{32}$' -and -not (Test-ProcessAlive $Matches[1])) { [System.IO.File]::Delete($path) }
    }
}

# PowerShell makes an empty text of $null, which is no name of a backup.
function Switch-File {
    param([string]$Fresh, [string]$Target)
    [System.IO.File]::Replace($Fresh, $Target, [System.Management.Automation.Language.NullString]::Value)
}

function Remove-PlainFile {
    param([string]$Path)
    if (-not (Test-PlainFile $Path)) { return }
    $target = Resolve-FilePath $Path
    try { Invoke-WithWritableFile $target { Clear-FilePlace $target } }
    catch { throw (New-FileFailure $_ $Path) }
}

function Clear-FilePlace {
    param([string]$Target)
    [System.IO.File]::Delete($Target)
}

# A file that is there afterwards has the attributes that it had.
function Invoke-WithWritableFile {
    param([string]$Target, [scriptblock]$Action)
    $attributes = [System.IO.File]::GetAttributes($Target)
    [System.IO.File]::SetAttributes($Target, $attributes -band -bnot [System.IO.FileAttributes]::ReadOnly)
    try { & $Action }
    finally { if ([System.IO.File]::Exists($Target)) { [System.IO.File]::SetAttributes($Target, $attributes) } }
}

# In use: a sharing violation, a locked part, or a file that cannot be taken away to be replaced (claim `file-in-use`).
function New-FileFailure {
    param($ErrorRecord, [string]$Path)
    $exception = $ErrorRecord.Exception
    while ($exception.InnerException) { $exception = $exception.InnerException }
    if ($exception.HResult -in -2147024864, -2147024863, -2147023721) { return New-Failure 'FILE_IN_USE' $Path }
    $failure = ConvertTo-Failure $ErrorRecord
    if ($failure.code -eq 'ACCESS_DENIED') { return New-Failure 'ACCESS_DENIED' $Path }
    New-Failure $failure.code $failure.detail
}
