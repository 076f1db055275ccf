# Facts: what Windows keeps for uninstalling programs, by the name of the key and by where it stands: of the machine in the
# 64-bit and the 32-bit view, and of every user. Of the asked programs all, an empty table where there is none; of the others
# where they are asked for. A user whose registry cannot be read is named with the reason, an entry stands with it. One pass over each list.
function Read-InstalledSoftware {
    param($Request)
    $facts = @{ programs = @{}; others = @{}; failures = @{} }
    foreach ($name in @($Request.names)) { $facts.programs[[string]$name] = @{} }
    Add-InstalledProgram $facts $Request.others LocalMachine '' 'machine'
    foreach ($userProfile in Get-UserProfile) {
        try {
            Invoke-WithUserHive $userProfile {
                param($Root)
                Add-InstalledProgram $facts $Request.others Users "$Root\" $userProfile.key
            }
        }
        catch { $facts.failures[$userProfile.key] = ConvertTo-Failure $_ }
    }
    $facts
}

function Add-InstalledProgram {
    param($Facts, [bool]$Others, [string]$Hive, [string]$Root, [string]$Place)
    $views = @{ $Place = 'SOFTWARE'; "$Place 32-bit" = 'SOFTWARE\WOW6432Node' }
    foreach ($view in $views.Keys) {
        $list = Open-RegistryKey -Hive $Hive -Path "$Root$($views[$view])\Microsoft\Windows\CurrentVersion\Uninstall"
        if ($null -eq $list) { continue }
        try {
            foreach ($name in $list.GetSubKeyNames()) {
                $found = if ($Facts.programs.ContainsKey($name)) { $Facts.programs } elseif ($Others) { $Facts.others } else { continue }
                if (-not $found.ContainsKey($name)) { $found[$name] = @{} }
                $found[$name][$view] = try { Get-UninstallEntry $list $name } catch { @{ failure = ConvertTo-Failure $_ } }
            }
        }
        finally { $list.Dispose() }
    }
}

function Get-UninstallEntry {
    param($List, [string]$Name)
    $key = $List.OpenSubKey($Name)
    try {
        $values = @{}
        foreach ($value in 'DisplayName', 'Publisher', 'DisplayVersion', 'ParentKeyName', 'SystemComponent') {
            $values[$value] = $key.GetValue($value, $null, [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames)
        }
    }
    finally { $key.Dispose() }
    $texts = @{ DisplayName = 'text?'; Publisher = 'text?'; DisplayVersion = 'text?'; ParentKeyName = 'text?' }
    $held = ConvertTo-WindowsFact $values ($texts + @{ SystemComponent = 'dword?' }) $Name 'VALUE_UNKNOWN'
    $entry = @{ SystemComponent = $held.SystemComponent -eq 1 }
    foreach ($value in $texts.Keys) { $entry[$value] = [string]$held[$value] }
    $entry
}
