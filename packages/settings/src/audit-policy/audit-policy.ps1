# Facts: what is recorded of the asked subcategories that this Windows has (1 success, 2 failure), and the asked registry
# value. Names of subcategories are in the machine's language, so a subcategory is asked for by its GUID.
function Read-AuditPolicy {
    param($Request)
    $found = @{}
    $asked = @($Request.subcategories.PSObject.Properties)
    if ($asked.Count -gt 0) {
        $held = Get-AuditSetting
        foreach ($subcategory in $asked) {
            if ($held.ContainsKey($subcategory.Value)) { $found[$subcategory.Name] = $held[$subcategory.Value] }
        }
    }
    @{ subcategories = $found; values = (Read-RegistrySetting -Request $Request).values }
}

# The numbers of all subcategories by GUID, from a backup: header and names are in the machine's language and code page, GUID
# and number are plain ASCII in each of them. Rows of single users follow those of the system (claim
# `rows-of-users-last`), and behind all of them come the options, which are nobody's (claim `options-last`): a backup that ends
# before them was cut off.
function Get-AuditSetting {
    $path = New-SecurityPolicyPath '.csv'
    try {
        Invoke-AuditPol '/backup', "/file:$path"
        $lines = [System.IO.File]::ReadAllLines($path, [System.Text.Encoding]::GetEncoding(28591))
    }
    finally { if (Test-Path -LiteralPath $path) { Remove-Item -LiteralPath $path -Force } }
    $settings = @{}
    $complete = $false
    foreach ($line in $lines | Where-Object { $_ }) {
        $complete = $line -match '^[^,]*,,'
        if ($line -notmatch '\{[0-9A-Fa-f-]{36}\}') { continue }
        if ($line -notmatch '\{([0-9A-Fa-f-]{36})\},(?:"[^"]*"|[^,]*),(?:"[^"]*"|[^,]*),(\d+)\s*$') { throw (New-Failure 'AUDITPOL_FAILED' 'a row of its backup has no number') }
        if (-not $settings.ContainsKey($Matches[1])) { $settings[$Matches[1]] = [int]$Matches[2] }
    }
    if ($settings.Count -eq 0) { throw (New-Failure 'AUDITPOL_FAILED' 'its backup names no subcategory') }
    if (-not $complete) { throw (New-Failure 'AUDITPOL_FAILED' 'its backup is cut off') }
    $settings
}

# auditpol answers by exit code: 5 and 1314 where the account lacks the privilege SeSecurityPrivilege (claim
# `denial-exit-codes`).
function Invoke-AuditPol {
    param([string[]]$Arguments)
    $ErrorActionPreference = 'Continue'
    $null = & auditpol.exe @Arguments 2>&1
    if ($LASTEXITCODE -eq 0) { return }
    $code = if ($LASTEXITCODE -eq 5 -or $LASTEXITCODE -eq 1314) { 'ACCESS_DENIED' } else { 'AUDITPOL_FAILED' }
    throw (New-Failure $code "exit code $LASTEXITCODE")
}

# The registry value first: until it says so, settings of categories may undo those of subcategories. One subcategory that
# cannot be set does not keep the others from being set.
function Set-AuditPolicy {
    param($Request, $Desired)
    Set-RegistrySetting -Desired $Desired
    $wanted = @($Desired.subcategories.PSObject.Properties)
    if ($wanted.Count -eq 0) { return }
    $held = Get-AuditSetting
    foreach ($subcategory in $wanted) {
        $setting = $subcategory.Value
        if (-not $held.ContainsKey($setting.guid)) {
            @{ key = $subcategory.Name; code = 'SUBCATEGORY_MISSING'; detail = 'this Windows has no such subcategory' }
            continue
        }
        if ($held[$setting.guid] -eq [int]$setting.success + 2 * [int]$setting.failure) { continue }
        $switches = $setting.success, $setting.failure | ForEach-Object { if ($_) { 'enable' } else { 'disable' } }
        try { Invoke-AuditPol '/set', "/subcategory:{$($setting.guid)}", "/success:$($switches[0])", "/failure:$($switches[1])" }
        catch {
            $failure = ConvertTo-WriteFailure $_
            @{ key = $subcategory.Name; code = $failure.code; detail = $failure.detail }
        }
    }
}
