# Facts: of the asked names, and with `others` of all, the addresses that the hosts file gives them. A character of these
# names is a byte of the file.
function Read-HostsFile {
    param($Request)
    $all = @{}
    foreach ($line in Get-HostsLine) {
        foreach ($name in $line.names) {
            if (-not $all.ContainsKey($name)) { $all[$name] = @() }
            $all[$name] += $line.address
        }
    }
    $hosts = @{}
    foreach ($name in @($Request.names)) { if ($all.ContainsKey($name)) { $hosts[$name] = $all[$name] } }
    if ($Request.others) {
        foreach ($name in $all.Keys) { if (-not $hosts.ContainsKey($name)) { $hosts[$name] = $all[$name] } }
    }
    @{ hosts = $hosts }
}

# Where Windows reads the file: the registry names the folder.
function Get-HostsPath {
    $folder = (Get-RegistryFact -Hive LocalMachine -Path 'SYSTEM\CurrentControlSet\Services\Tcpip\Parameters' -Value @{ DataBasePath = 'text?' }).DataBasePath
    if (-not $folder) { $folder = '%SystemRoot%\System32\drivers\etc' }
    $folder.TrimEnd('\') + '\hosts'
}

# Every line with its end; of one that gives names an address, these, and the comment behind them. ISO 8859-1 makes one
# character of each byte and the byte of it again, so that comments in any encoding stay as they are.
function Get-HostsLine {
    $path = Get-HostsPath
    $bytes = Get-FileBytes $path
    if ($null -eq $bytes) { return }
    $text = [System.Text.Encoding]::GetEncoding(28591).GetString($bytes)
    if ($text -cmatch '^(\xff\xfe|\xfe\xff)') { throw (New-Failure 'ENCODING_UNKNOWN' $path) }
    foreach ($found in [regex]::Matches($text, '([^\n]*?)(\r?\n)|([^\n]+)$')) {
        $line = @{ text = $found.Groups[1].Value + $found.Groups[3].Value; end = $found.Groups[2].Value; names = @(); comment = '' }
        if ($line.text -match '^[ \t]*([0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%[0-9A-Za-z]+)?)[ \t]+([^#]*[^# \t])[ \t]*(#[^\n]*)?$') {
            $line.address = $Matches[1]
            $line.names = @($Matches[2] -split '[ \t]+')
            $line.comment = [string]$Matches[3]
        }
        $line
    }
}

# Writes the file once, and only where a line changes.
function Set-HostsFile {
    param($Request, $Desired)
    $lines = New-Object System.Collections.ArrayList
    foreach ($line in Get-HostsLine) { $null = $lines.Add($line) }
    $keys = @($Desired.entries.PSObject.Properties | ForEach-Object { $_.Name })
    foreach ($name in $keys) { Set-HostsName $lines $name $Desired.entries.$name }
    if ($null -ne $Desired.keep) {
        Remove-OtherHostsName $lines (@($Desired.keep) + $keys)
        $keys += '*'
    }
    if (@($lines | Where-Object { $_.changed }).Count -eq 0) { return }
    $text = -join @($lines | ForEach-Object { Get-HostsLineText $_ })
    try { Set-FileBytes (Get-HostsPath) ([System.Text.Encoding]::GetEncoding(28591).GetBytes($text)) }
    catch {
        $failure = ConvertTo-WriteFailure $_
        foreach ($key in $keys) { @{ key = $key; code = $failure.code; detail = $failure.detail } }
    }
}

# A line that has the name alone gets the address; otherwise the name is taken out of its lines, and gets one of its own.
function Set-HostsName {
    param($Lines, [string]$Name, [string]$Address)
    $holding = @($Lines | Where-Object { $_.names -contains $Name })
    $right = @($holding | Where-Object { $_.address -eq $Address })
    if ($Address -ne 'absent' -and $right.Count -eq 0) {
        $right = @($holding | Where-Object { $_.names.Count -eq 1 } | Select-Object -First 1)
        foreach ($line in $right) { $line.address = $Address; $line.changed = $true }
        if ($right.Count -eq 0) { $right = @(Add-HostsLine $Lines $Name $Address) }
    }
    foreach ($line in $holding) { if ($right -notcontains $line) { Remove-HostsName $line $Name } }
}

function Add-HostsLine {
    param($Lines, [string]$Name, [string]$Address)
    $end = if ($Lines.Count -gt 0 -and $Lines[0].end) { $Lines[0].end } else { "`r`n" }
    if ($Lines.Count -gt 0 -and -not $Lines[$Lines.Count - 1].end) { $Lines[$Lines.Count - 1].end = $end }
    $line = @{ address = $Address; names = @($Name); comment = ''; end = $end; changed = $true }
    $null = $Lines.Add($line)
    $line
}

function Remove-HostsName {
    param($Line, [string]$Name)
    $Line.names = @($Line.names | Where-Object { $_ -ne $Name })
    $Line.changed = $true
}

# What Windows answers for localhost by itself may stand there.
function Remove-OtherHostsName {
    param($Lines, [string[]]$Declared)
    foreach ($line in $Lines) {
        foreach ($name in $line.names) {
            if ($name -in $Declared -or ($name -eq 'localhost' -and $line.address -in '127.0.0.1', '::1')) { continue }
            Remove-HostsName $line $name
        }
    }
}

# Of a line whose names are gone the comment stays.
function Get-HostsLineText {
    param($Line)
    if (-not $Line.changed) { return $Line.text + $Line.end }
    if ($Line.names.Count -eq 0) { return $(if ($Line.comment) { $Line.comment + $Line.end } else { '' }) }
    $Line.address + "`t" + ($Line.names -join ' ') + $(if ($Line.comment) { "`t" + $Line.comment } else { '' }) + $Line.end
}
