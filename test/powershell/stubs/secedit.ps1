# secedit.exe with a security policy of its own. It exports UTF-16LE with English keys, [System Access] among other
# sections, and no lockout times while accounts never lock (believed); it answers by exit code.

$Bench.reset['secedit'] = {
    param($Case)
    $Bench.policy = @{}
    foreach ($entry in $Case.state.securityPolicy.PSObject.Properties) { $Bench.policy[$entry.Name] = [string]$entry.Value }
    $Bench.privilegeRights = $Case.state.privilegeRights
    $Bench.secedit = @{ exit = $Case.meanwhile.seceditExit }
}
$Bench.left['securityPolicy'] = { $Bench.policy }

function secedit.exe {
    Add-BenchCall "secedit $($args[0])"
    $file = $args[[array]::IndexOf($args, '/cfg') + 1]
    $exit = switch ($args[0]) {
        '/export' { Export-BenchPolicy $file }
        '/configure' { Import-BenchPolicy $file $args[[array]::IndexOf($args, '/db') + 1] }
        default { 1 }
    }
    if ($exit -eq 0 -and $Bench.secedit.exit) { $exit = $Bench.secedit.exit }
    if ($exit -eq 1) { Write-Error (Get-BenchText 'タスクはエラーで完了しました。' 'The task has completed with an error.') }
    $global:LASTEXITCODE = $exit
}

function Export-BenchPolicy {
    param([string]$File)
    if ($Bench.secedit.exit -eq 1) { return 0 }
    $lines = @('[Unicode]', 'Unicode=yes', '[System Access]')
    foreach ($key in $Bench.policy.Keys) {
        $hidden = $key -in 'LockoutDuration', 'ResetLockoutCount' -and [int]$Bench.policy['LockoutBadCount'] -eq 0
        if (-not $hidden) { $lines += "$key = $($Bench.policy[$key])" }
    }
    if ($null -ne $Bench.privilegeRights) {
        $lines += '[Privilege Rights]'
        foreach ($entry in $Bench.privilegeRights.PSObject.Properties) { $lines += "$($entry.Name) = $($entry.Value)" }
    }
    $lines += '[Event Audit]', 'AuditSystemEvents = 0', 'LockoutBadCount = 77'
    $lines += '[Registry Values]', 'MACHINE\System\CurrentControlSet\Control\Lsa\LimitBlankPasswordUse=4,1'
    $lines += '[Version]', 'signature="$CHICAGO$"', 'Revision=1'
    [System.IO.File]::WriteAllLines($File, [string[]]$lines, [System.Text.Encoding]::Unicode)
    0
}

# The minimum age of a password must be below the maximum age, where there is one (believed).
function Test-BenchAgesContradict {
    param($Policy)
    $maximum = if ($null -eq $Policy['MaximumPasswordAge']) { -1 } else { [int]$Policy['MaximumPasswordAge'] }
    $maximum -ne -1 -and [int]$Policy['MinimumPasswordAge'] -ge $maximum
}

# All or nothing. An existing database is taken for a damaged one; a file in another encoding holds no section.
function Import-BenchPolicy {
    param([string]$File, [string]$Database)
    $bytes = [System.IO.File]::ReadAllBytes($File)
    if ([System.IO.File]::Exists($Database) -or $bytes[0] -ne 0xFF -or $bytes[1] -ne 0xFE) { return 1 }
    $next = $Bench.policy.Clone()
    $imported = @()
    $section = ''
    foreach ($line in [System.IO.File]::ReadAllLines($File, [System.Text.Encoding]::Unicode)) {
        if ($line -match '^\[(.+)\]$') { $section = $Matches[1] }
        elseif ($section -eq 'System Access' -and $line -match '^(\S+)\s*=\s*(.*)$') { $next[$Matches[1]] = $Matches[2]; $imported += $Matches[1] }
    }
    $duration = [int]$next['LockoutDuration']
    if ($duration -ne -1 -and $duration -lt [int]$next['ResetLockoutCount']) { return 1 }
    if (($imported -match '^M(in|ax)imumPasswordAge$') -and (Test-BenchAgesContradict $next)) { return 1 }
    [System.IO.File]::WriteAllText($Database, 'written')
    $Bench.policy = $next
    0
}
