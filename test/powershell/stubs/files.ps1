# Files of the case as real files of a folder of their own: the whole Windows path is the name of each, so that the
# agent's own calls of the file system work on them. What a foreign system does not refuse is refused here; the
# exceptions are those that Windows' errors become.

$Bench.fileFolder = Join-Path ([System.IO.Path]::GetTempPath()) ('kijun-bench-' + [guid]::NewGuid().ToString('N'))
$Bench.reset['files'] = {
    param($Case)
    $Bench.files = [ordered]@{}
    if ([System.IO.Directory]::Exists($Bench.fileFolder)) { [System.IO.Directory]::Delete($Bench.fileFolder, $true) }
    $null = [System.IO.Directory]::CreateDirectory($Bench.fileFolder)
    if ($null -eq $Case.state.files) { return }
    foreach ($entry in $Case.state.files.PSObject.Properties) {
        $Bench.files[$entry.Name] = $entry.Value
        Add-BenchFile "$($Bench.fileFolder)/$($entry.Name)" $entry.Value
    }
}

# What stands in the folder, and whatever the case knew of it.
$Bench.left['files'] = {
    $left = [ordered]@{}
    foreach ($path in [System.IO.Directory]::GetFileSystemEntries($Bench.fileFolder)) {
        $name = $path.Substring($Bench.fileFolder.Length + 1)
        $known = $Bench.files[$name]
        $attributes = [System.IO.File]::GetAttributes($path)
        $file = [ordered]@{}
        foreach ($fact in 'kind', 'sizeBytes', 'inUse', 'denied', 'guarded') { if ($null -ne $known.$fact) { $file[$fact] = $known.$fact } }
        if ($null -eq $known.kind -and $null -eq $known.sizeBytes) { $file.content = [System.Convert]::ToBase64String([System.IO.File]::ReadAllBytes($path)) }
        if ($attributes -band [System.IO.FileAttributes]::ReadOnly -and $null -eq $known.kind) { $file.readOnly = $true }
        $left[$name] = $file
    }
    $left
}

function Add-BenchFile {
    param([string]$Target, $File)
    switch ($File.kind) {
        'folder' { $null = [System.IO.Directory]::CreateDirectory($Target); return }
        'link' { $null = [System.IO.File]::CreateSymbolicLink($Target, '/nowhere'); return }
    }
    $stream = [System.IO.File]::Create($Target)
    $stream.SetLength([long]$File.sizeBytes)
    if ($File.content) { $bytes = [System.Convert]::FromBase64String($File.content); $stream.Write($bytes, 0, $bytes.Length) }
    $stream.Dispose()
    if ($File.readOnly) { [System.IO.File]::SetAttributes($Target, [System.IO.FileAttributes]::ReadOnly) }
}

# Names compare without case, which the folder's file system does not do.
function Resolve-FilePath {
    param([string]$Path)
    $variables = @{
        SystemDrive = 'C:'; SystemRoot = 'C:\Windows'; windir = 'C:\Windows'; ProgramFiles = 'C:\Program Files'
        'ProgramFiles(x86)' = 'C:\Program Files (x86)'; ProgramData = 'C:\ProgramData'; Public = 'C:\Users\Public'
    }
    $name = $Path
    foreach ($variable in $variables.Keys) { $name = $name -replace [regex]::Escape("%$variable%"), $variables[$variable] }
    foreach ($stored in $Bench.files.Keys) { if ($stored -eq $name) { $name = $stored } }
    "$($Bench.fileFolder)/$name"
}

$Bench.openFile = ${function:Open-FileForReading}
function Open-FileForReading { param([string]$Target) Assert-BenchFile $Target; & $Bench.openFile $Target }
$Bench.switchFile = ${function:Switch-File}
function Switch-File { param([string]$Fresh, [string]$Target) Assert-BenchFile $Target -Written; & $Bench.switchFile $Fresh $Target }
$Bench.clearFile = ${function:Clear-FilePlace}
function Clear-FilePlace { param([string]$Target) Assert-BenchFile $Target -Written; & $Bench.clearFile $Target }

# A read-only file is neither replaced nor deleted by Windows.
function Assert-BenchFile {
    param([string]$Target, [switch]$Written)
    $file = $Bench.files[$Target.Substring($Bench.fileFolder.Length + 1)]
    if ($file.denied -or ($Written -and $file.guarded)) { throw (New-BenchDenial) }
    if ($file.inUse) { throw (New-Object System.IO.IOException (Get-BenchText 'ファイルは別のプロセスで使用されています。' 'The file is being used by another process.'), -2147024864) }
    if ($Written -and [System.IO.File]::GetAttributes($Target) -band [System.IO.FileAttributes]::ReadOnly) { throw (New-BenchDenial) }
}
