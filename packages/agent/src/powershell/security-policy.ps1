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

# secedit ends with 3 when it succeeded with warnings (believed). What it writes to stderr is in the machine's language
# and would end the script with another failure while errors stop it.
function Invoke-Secedit {
    param([string[]]$Arguments)
    $ErrorActionPreference = 'Continue'
    $null = & secedit.exe @Arguments 2>&1
    if ($LASTEXITCODE -ne 0 -and $LASTEXITCODE -ne 3) { throw (New-Failure 'SECEDIT_FAILED' "exit code $LASTEXITCODE") }
}

# Keys and values of the section [System Access], values as text.
function Get-SecurityPolicy {
    if ($null -ne $script:SecurityPolicy) { return $script:SecurityPolicy }
    $path = New-SecurityPolicyPath '.inf'
    try {
        Invoke-Secedit '/export', '/areas', 'SECURITYPOLICY', '/cfg', $path, '/quiet'
        $policy = @{}
        $inSection = $false
        foreach ($line in [System.IO.File]::ReadAllLines($path, [System.Text.Encoding]::Unicode)) {
            if ($line -match '^\s*\[(.+)\]\s*$') { $inSection = $Matches[1] -eq 'System Access' }
            elseif ($inSection -and $line -match '^\s*([^=\s]+)\s*=\s*(.*?)\s*$') { $policy[$Matches[1]] = $Matches[2] }
        }
    }
    finally { if (Test-Path -LiteralPath $path) { Remove-Item -LiteralPath $path -Force } }
    $script:SecurityPolicy = $policy
    $policy
}

# Imports the given keys into [System Access] when at least one differs from the machine's.
function Import-SecurityPolicy {
    param($Value)
    $current = Get-SecurityPolicy
    $wanted = @($Value.PSObject.Properties)
    if (-not ($wanted | Where-Object { [string]$current[$_.Name] -ne [string]$_.Value })) { return }
    $lines = @('[Unicode]', 'Unicode=yes', '[Version]', 'signature="$CHICAGO$"', 'Revision=1', '[System Access]')
    $lines += $wanted | ForEach-Object { '{0} = {1}' -f $_.Name, $_.Value }
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
