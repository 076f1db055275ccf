# Facts: the asked preferences of Microsoft Defender Antivirus that this version knows. Times are minutes after midnight.
# Exclusions that Defender does not show are a failure by themselves.
function Read-Defender {
    param($Request)
    @{ preferences = Get-DefenderPreference @($Request.values) @($Request.entries) @($Request.texts) }
}

# Values, lists of entries, and those of the values that are texts: null is an empty one (claim
# `null-is-empty`).
function Get-DefenderPreference {
    param([string[]]$Value, [string[]]$Entry, [string[]]$Text)
    $all = Get-DefenderState { Get-MpPreference -ErrorAction Stop }
    if ($null -eq $all) { throw (New-Failure 'ANSWER_INVALID' 'Get-MpPreference answers nothing') }
    $found = @{}
    foreach ($name in @($Value) + @($Text) + @($Entry) | Select-Object -Unique) {
        if (-not $name -or $null -eq $all.PSObject.Properties[$name]) { continue } # a preference that this version does not know
        try {
            if ($name -in $Entry) { $found[$name] = Get-DefenderEntry $all $name }
            elseif ($name -in $Text) { $found[$name] = [string](ConvertTo-WindowsFact $all @{ $name = 'text?' } 'Get-MpPreference').$name }
            else { $found[$name] = Get-DefenderValue $all $name }
        }
        catch { $found[$name] = @{ failure = ConvertTo-Failure $_ } }
    }
    $found
}

function Get-DefenderValue {
    param($All, [string]$Name)
    $given = $All.$Name
    if ($given -is [timespan]) { return [int]$given.TotalMinutes }
    if ($given -is [datetime]) { return [int]$given.TimeOfDay.TotalMinutes }
    if ($given -is [bool]) { return $given }
    (ConvertTo-WindowsFact $All @{ $Name = 'number' } 'Get-MpPreference').$Name
}

# Null is no entry at all (claim `null-is-empty`).
function Get-DefenderEntry {
    param($All, [string]$Name)
    if ($All.$Name -is [string] -and $All.$Name -like 'N/A:*') { throw (New-Failure 'ACCESS_DENIED' 'exclusions are hidden') }
    $entries = (ConvertTo-WindowsFact $All @{ $Name = 'texts?' } 'Get-MpPreference').$Name
    if ($null -eq $entries) { return , [string[]]@() }
    if (@($entries -like 'N/A:*').Count -gt 0) { throw (New-Failure 'ACCESS_DENIED' 'exclusions are hidden') }
    , $entries
}

# One call for all values that differ, one for the entries to add and one for those to take away. Tamper protection keeps
# Defender's protection on without an error, so what was written is read again.
function Set-Defender {
    param($Request, $Desired)
    $wanted = @($Desired.values.PSObject.Properties)
    $lists = @($Desired.entries.PSObject.Properties)
    $texts = @($wanted | Where-Object { $_.Value.value -is [string] } | ForEach-Object { $_.Name })
    $held = Get-DefenderPreference @($wanted | ForEach-Object { $_.Name }) @($lists | ForEach-Object { $_.Name }) $texts
    $changes = @{}
    $keys = @{}
    foreach ($preference in $wanted) {
        $name, $place = $preference.Name, $preference.Value.policy
        if ($place -and (Get-RegistryTypedMap -Hive LocalMachine -Path $place.key -Only $place.name).Count -gt 0) {
            @{ key = $preference.Value.key; code = 'OVERRIDDEN_BY_POLICY'; detail = 'HKLM\{0}\{1}' -f $place.key, $place.name }
        }
        elseif (-not $held.ContainsKey($name)) { @{ key = $preference.Value.key; code = 'NOT_SUPPORTED'; detail = "no preference $name" } }
        elseif ([string]$held[$name] -ne [string]$preference.Value.value) {
            $changes[$name] = $preference.Value.value
            $keys[$name] = $preference.Value.key
        }
    }
    Set-DefenderValue $changes $keys
    Set-DefenderEntry $lists $held
    if ($changes.Count -eq 0) { return }
    $after = Get-DefenderPreference @($changes.Keys) @() $texts
    $ignored = @($changes.Keys | Where-Object { [string]$after[$_] -ne [string]$changes[$_] })
    if ($ignored.Count -eq 0 -or -not (Get-DefenderState { Get-MpComputerStatus -ErrorAction Stop }).IsTamperProtected) { return }
    foreach ($name in $ignored) { @{ key = $keys[$name]; code = 'TAMPER_PROTECTED'; detail = $name } }
}

# All at once; where that is refused one by one, so that one does not lose the others.
function Set-DefenderValue {
    param($Changes, $Keys)
    if ($Changes.Count -eq 0) { return }
    $values = @{}
    foreach ($name in $Changes.Keys) {
        $values[$name] = if ($name -eq 'ScanScheduleTime') { [datetime]::Today.AddMinutes($Changes[$name]) } else { $Changes[$name] }
    }
    try { Set-MpPreference @values -Force -ErrorAction Stop }
    catch {
        foreach ($name in $values.Keys) {
            $one = @{ $name = $values[$name] }
            try { Set-MpPreference @one -Force -ErrorAction Stop }
            catch {
                $failure = ConvertTo-WriteFailure $_
                @{ key = $Keys[$name]; code = $failure.code; detail = $failure.detail }
            }
        }
    }
}

function Set-DefenderEntry {
    param($Lists, $Held)
    $add, $remove, $keys = @{}, @{}, @{}
    foreach ($list in $Lists) {
        $name = $list.Name
        $now = $Held[$name]
        if ($now -is [hashtable]) { @{ key = $list.Value.key; code = $now.failure.code; detail = $now.failure.detail }; continue }
        $wanted = @($list.Value.entries)
        $folded = @($now | ForEach-Object { ConvertTo-DefenderEntry $name $_ })
        $missing = @($wanted | Where-Object { $folded -cnotcontains $_ })
        $surplus = @($now | Where-Object { $wanted -cnotcontains (ConvertTo-DefenderEntry $name $_) })
        if ($missing.Count -gt 0) { $add[$name] = [string[]]$missing }
        if ($surplus.Count -gt 0) { $remove[$name] = [string[]]$surplus }
        if ($missing.Count + $surplus.Count -gt 0) { $keys[$name] = $list.Value.key }
    }
    try {
        if ($remove.Count -gt 0) { Remove-MpPreference @remove -Force -ErrorAction Stop }
        if ($add.Count -gt 0) { Add-MpPreference @add -Force -ErrorAction Stop }
    }
    catch {
        $failure = ConvertTo-WriteFailure $_
        foreach ($key in $keys.Values) { @{ key = $key; code = $failure.code; detail = $failure.detail } }
    }
}

# Windows compares without case; a folder is the same with and without a backslash behind it, an extension with and
# without its dot.
function ConvertTo-DefenderEntry {
    param([string]$Name, [string]$Text)
    $folded = $Text.ToLowerInvariant()
    if ($Name -eq 'ExclusionExtension') { return $folded.TrimStart('.') }
    if ($folded -match '^[a-z]:\\$') { return $folded }
    $folded.TrimEnd('\')
}
