# The security policy through secedit: one export for all areas of a snapshot, one import per write. INF files are
# UTF-16LE with English keys in every language. Every file has a name of its own and is removed in `finally`.

$script:SecurityPolicy = $null

function Clear-SecurityPolicy { $script:SecurityPolicy = $null }

# SYSTEM must be able to read the files, so they do not lie in the account's own folder (windows_hardening, secedit).
function New-SecurityPolicyPath {
    param([string]$Extension)
    $folder = if ($env:SystemRoot) { Join-Path $env:SystemRoot 'Temp' } else { [System.IO.Path]::GetTempPath() }
    Join-Path $folder ('kijun-' + [guid]::NewGuid().ToString('N') + $Extension)
}

# secedit ends with 3 when it succeeded with warnings (claim `secedit-warnings`). What it writes to stderr is in the
# machine's language and would end the script with another failure while errors stop it.
function Invoke-Secedit {
    param([string[]]$Arguments)
    $ErrorActionPreference = 'Continue'
    $null = & secedit.exe @Arguments 2>&1
    if ($LASTEXITCODE -ne 0 -and $LASTEXITCODE -ne 3) { throw (New-Failure 'SECEDIT_FAILED' "exit code $LASTEXITCODE") }
}

# Keys and values of one section, values as text: [System Access] or [Privilege Rights]. A section that nothing stands in is not
# exported.
function Get-SecurityPolicySection {
    param([string]$Name)
    if ($null -eq $script:SecurityPolicy) { $script:SecurityPolicy = Export-SecurityPolicy }
    if ($script:SecurityPolicy.ContainsKey($Name)) { return $script:SecurityPolicy[$Name] }
    @{}
}

# Facts: the asked keys of [System Access] that exist, as numbers.
function Read-SecurityPolicyKey {
    param($Request)
    $policy = Get-SecurityPolicySection 'System Access'
    $facts = @{}
    foreach ($key in @($Request.keys)) {
        if (-not $policy.ContainsKey($key)) { continue }
        if ($policy[$key] -notmatch '^-?\d{1,9}$') { throw (New-Failure 'ANSWER_INVALID' "$key of the exported security policy") }
        $facts[$key] = [int]$policy[$key]
    }
    $facts
}

# [Version] and its revision are the last lines of every export (claim `secedit-revision-last`): one that ends before them
# was cut off.
function Export-SecurityPolicy {
    $path = New-SecurityPolicyPath '.inf'
    try {
        Invoke-Secedit '/export', '/areas', 'SECURITYPOLICY', 'USER_RIGHTS', '/cfg', $path, '/quiet'
        $sections = @{}
        $section = @{}
        $name = ''
        foreach ($line in [System.IO.File]::ReadAllLines($path, [System.Text.Encoding]::Unicode)) {
            if ($line -match '^\s*\[(.+)\]\s*$') { $name = $Matches[1]; $section = $sections[$name] = @{} }
            elseif ($line -match '^\s*([^=\s]+)\s*=\s*(.*?)\s*$') { $section[$Matches[1]] = $Matches[2] }
        }
    }
    finally { if (Test-Path -LiteralPath $path) { Remove-Item -LiteralPath $path -Force } }
    if ($name -ne 'Version' -or $section['Revision'] -ne '1') { throw (New-Failure 'SECEDIT_FAILED' 'its export is cut off') }
    $sections
}

$script:QueuedSecurityPolicy = @{}
$script:SecurityPolicyOwner = ''

# Notes keys of [System Access] for the one import of this write, when at least one differs from the machine's.
function Add-SecurityPolicy {
    param($Value)
    $current = Get-SecurityPolicySection 'System Access'
    $wanted = @($Value.PSObject.Properties)
    if ($wanted | Where-Object { [string]$current[$_.Name] -ne [string]$_.Value }) {
        $script:QueuedSecurityPolicy[$script:SecurityPolicyOwner] = $wanted
    }
}

# Imports what areas have noted, all at once; where Windows refuses that, area by area, so that one does not lose the
# others. The failures by area.
function Complete-SecurityPolicy {
    $queued = $script:QueuedSecurityPolicy
    $script:QueuedSecurityPolicy = @{}
    $failures = @{}
    if ($queued.Count -eq 0) { return $failures }
    try { Import-SecurityPolicy @($queued.Values | ForEach-Object { $_ }) }
    catch {
        if ($queued.Count -eq 1) { $failures[[string]@($queued.Keys)[0]] = ConvertTo-Failure $_ }
        else {
            foreach ($area in $queued.Keys) {
                try { Import-SecurityPolicy $queued[$area] }
                catch { $failures[$area] = ConvertTo-Failure $_ }
            }
        }
    }
    Clear-SecurityPolicy
    $failures
}

function Import-SecurityPolicy {
    param($Wanted)
    $lines = @('[Unicode]', 'Unicode=yes', '[Version]', 'signature="$CHICAGO$"', 'Revision=1', '[System Access]')
    $lines += $Wanted | ForEach-Object { "$($_.Name) = $($_.Value)" } # not -f, which writes -1 with the minus sign that the user has chosen
    $inf = New-SecurityPolicyPath '.inf'
    $database = New-SecurityPolicyPath '.sdb'
    try {
        [System.IO.File]::WriteAllLines($inf, [string[]]$lines, [System.Text.Encoding]::Unicode)
        Invoke-Secedit '/configure', '/db', $database, '/cfg', $inf, '/areas', 'SECURITYPOLICY', '/quiet'
    }
    finally {
        foreach ($path in $inf, $database, ($database -replace '\.sdb$', '.jfm')) {
            if (Test-Path -LiteralPath $path) { Remove-Item -LiteralPath $path -Force }
        }
    }
}
