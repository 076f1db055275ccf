# Facts: by file and name the asked values that exist. A file that cannot be read does not lose the others.
function Read-IniValue {
    param($Request)
    $files = @{}
    foreach ($asked in $Request.files.PSObject.Properties) {
        try {
            $ini = Open-IniFile $asked.Name
            if ($null -eq $ini) { continue }
            $values = @{}
            foreach ($place in $asked.Value.PSObject.Properties) {
                $line = Find-IniLine $ini $place.Value | Select-Object -First 1
                if ($line) { $values[$place.Name] = $line.value }
            }
            $files[$asked.Name] = @{ values = $values }
        }
        catch { $files[$asked.Name] = @{ failure = ConvertTo-Failure $_ } }
    }
    @{ files = $files }
}

# The lines of a file as they stand in it, and what each says. A file without a mark is UTF-8 where it can be nothing else,
# otherwise in the machine's code page. Outside UTF-16 a character of `raw` is a byte, so that a line that does not change
# keeps every byte, whatever its encoding.
function Open-IniFile {
    param([string]$Path)
    $bytes = Get-FileBytes $Path
    if ($null -eq $bytes) { return }
    $ini = @{ file = [System.Text.Encoding]::GetEncoding(28591); text = Get-IniEncoding $bytes; mark = ''; lines = New-Object System.Collections.ArrayList }
    if ($ini.text -is [System.Text.UnicodeEncoding]) { $ini.file = $ini.text }
    $raw = $ini.file.GetString($bytes)
    if ([System.Convert]::ToBase64String($ini.file.GetBytes($raw)) -cne [System.Convert]::ToBase64String($bytes) -or $raw.Contains([string][char]0)) { throw (New-Failure 'ENCODING_UNKNOWN' $Path) }
    if ($raw -cmatch '^(\ufeff|\xef\xbb\xbf)') { $ini.mark = $Matches[1]; $raw = $raw.Substring($ini.mark.Length) }
    $section = ''
    foreach ($found in [regex]::Matches($raw, '([^\n]*?)(\r?\n)|([^\n]+)$')) {
        $line = @{ raw = $found.Groups[1].Value + $found.Groups[3].Value; end = $found.Groups[2].Value }
        $line.text = ConvertFrom-IniRaw $ini $line.raw
        if ($line.text -match '^[ \t]*\[([^\]]*)\]') { $section = $Matches[1].Trim(' ', "`t") }
        elseif ($line.text -match '^[ \t]*([^=;#\[ \t][^=]*?)[ \t]*=[ \t]*([^\n]*?)[ \t]*$') { $line.key = $Matches[1]; $line.value = $Matches[2] }
        $line.section = $section
        $null = $ini.lines.Add($line)
    }
    $ini
}

function Get-IniEncoding {
    param([byte[]]$Bytes)
    if ($Bytes.Length -ge 2 -and $Bytes[0] -eq 0xFF -and $Bytes[1] -eq 0xFE) { return [System.Text.Encoding]::Unicode }
    if ($Bytes.Length -ge 2 -and $Bytes[0] -eq 0xFE -and $Bytes[1] -eq 0xFF) { return [System.Text.Encoding]::BigEndianUnicode }
    $strict = New-Object System.Text.UTF8Encoding $false, $true
    try { if ($strict.GetString($Bytes).Length -lt $Bytes.Length) { return $strict } }
    catch { $null = $_ }
    $page = (Get-RegistryFact -Hive LocalMachine -Path 'SYSTEM\CurrentControlSet\Control\Nls\CodePage' -Value @{ ACP = 'text?' }).ACP
    [System.Text.Encoding]::GetEncoding($(if ($page) { [int]$page } else { 1252 }))
}

function ConvertFrom-IniRaw {
    param($Ini, [string]$Raw)
    if ($Ini.file -eq $Ini.text) { return $Raw }
    $Ini.text.GetString($Ini.file.GetBytes($Raw))
}

# Throws for a text that the file's encoding cannot say.
function ConvertTo-IniRaw {
    param($Ini, [string]$Text)
    if ($Ini.file -eq $Ini.text) { return $Text }
    $bytes = $Ini.text.GetBytes($Text)
    if (-not $Ini.text.GetString($bytes).Equals($Text)) { throw (New-Failure 'VALUE_NOT_ENCODABLE' "code page $($Ini.text.CodePage)") }
    $Ini.file.GetString($bytes)
}

# Lines that give the key a value, in every section of the name; the first of them counts.
function Find-IniLine {
    param($Ini, $Place)
    foreach ($line in $Ini.lines) {
        if ($line.key -and (Test-SameIniName $line.section $Place.section) -and (Test-SameIniName $line.key $Place.key)) { $line }
    }
}

function Test-SameIniName {
    param([string]$Left, [string]$Right)
    [string]::Equals($Left, $Right, [System.StringComparison]::OrdinalIgnoreCase)
}

# Each file is written once, and only where a line changes. A file that is not there belongs to a program that is not.
function Set-IniValue {
    param($Request, $Desired)
    foreach ($file in $Desired.files.PSObject.Properties) {
        $path = $file.Name
        $changed = @()
        try {
            $ini = Open-IniFile $path
            foreach ($wanted in $file.Value.PSObject.Properties) {
                try { if (Set-IniLine $ini $wanted.Value) { $changed += $wanted.Name } }
                catch { ConvertTo-IniFailure $_ "$path.$($wanted.Name)" }
            }
            if ($changed.Count -eq 0) { continue }
            $raw = $ini.mark + (-join @($ini.lines | ForEach-Object { $_.raw + $_.end }))
            Set-FileBytes $path $ini.file.GetBytes($raw)
        }
        catch {
            $names = if ($changed.Count -gt 0) { $changed } else { @($file.Value.PSObject.Properties | ForEach-Object { $_.Name }) }
            foreach ($name in $names) { ConvertTo-IniFailure $_ "$path.$name" }
        }
    }
}

function ConvertTo-IniFailure {
    param($ErrorRecord, [string]$Key)
    $failure = ConvertTo-WriteFailure $ErrorRecord
    @{ key = $Key; code = $failure.code; detail = $failure.detail }
}

# Whether a line has changed.
function Set-IniLine {
    param($Ini, $Wanted)
    if ($null -eq $Ini) {
        if ($null -eq $Wanted.value) { return $false }
        throw (New-Failure 'FILE_MISSING' 'a file that is not there is not made: install its program first')
    }
    $found = @(Find-IniLine $Ini $Wanted)
    if ($null -eq $Wanted.value) {
        foreach ($line in $found) { $Ini.lines.Remove($line) }
        return $found.Count -gt 0
    }
    if ($found.Count -eq 0) { Add-IniLine $Ini $Wanted; return $true }
    $line = $found[0]
    if ($line.value.Equals($Wanted.value)) { return $false }
    $line.raw = ConvertTo-IniRaw $Ini (($line.text -replace '^([^=]*=[ \t]*)[^\n]*$', '$1') + $Wanted.value)
    $true
}

# Below the last line of the section that says something; a section that is not there comes last.
function Add-IniLine {
    param($Ini, $Wanted)
    $text = ConvertTo-IniRaw $Ini ('{0}={1}' -f $Wanted.key, $Wanted.value)
    $end = if ($Ini.lines.Count -gt 0 -and $Ini.lines[0].end) { $Ini.lines[0].end } else { "`r`n" }
    $at = -1
    $inside = $false
    for ($index = 0; $index -lt $Ini.lines.Count; $index++) {
        $line = $Ini.lines[$index]
        $same = Test-SameIniName $line.section $Wanted.section
        if ($inside -and -not $same) { break }
        if ($same) { $inside = $true }
        if ($same -and $line.text.Trim(' ', "`t")) { $at = $index }
    }
    if ($at -lt 0 -and $Wanted.section) {
        $Ini.lines.Add(@{ raw = ConvertTo-IniRaw $Ini "[$($Wanted.section)]"; end = $end; text = ''; section = $Wanted.section }) | Out-Null
        $at = $Ini.lines.Count - 1
    }
    foreach ($index in $at, ($at - 1)) { if ($index -ge 0 -and -not $Ini.lines[$index].end) { $Ini.lines[$index].end = $end } }
    $Ini.lines.Insert($at + 1, @{ raw = $text; end = $end; text = $text; section = $Wanted.section; key = $Wanted.key; value = $Wanted.value })
}
