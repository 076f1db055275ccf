# Registry access in bulk through .NET: one call per key, always the 64-bit view.

function Open-RegistryKey {
    param([string]$Hive, [string]$Path, [switch]$Writable)
    $base = [Microsoft.Win32.RegistryKey]::OpenBaseKey([Microsoft.Win32.RegistryHive]$Hive, [Microsoft.Win32.RegistryView]::Registry64)
    if ($Writable) { return $base.CreateSubKey($Path) }
    $base.OpenSubKey($Path)
}

# All values of a key by name (names compare without case); empty when the key does not exist. Data is not expanded.
function Get-RegistryValueMap {
    param([string]$Hive, [string]$Path)
    $map = @{}
    $key = Open-RegistryKey -Hive $Hive -Path $Path
    if ($null -eq $key) { return $map }
    try {
        foreach ($name in $key.GetValueNames()) {
            $map[$name] = $key.GetValue($name, $null, [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames)
        }
    }
    finally { $key.Dispose() }
    $map
}

function Set-RegistryValue {
    param([string]$Hive, [string]$Path, [string]$Name, $Value, [Microsoft.Win32.RegistryValueKind]$Kind)
    $key = Open-RegistryKey -Hive $Hive -Path $Path -Writable
    try { $key.SetValue($Name, $Value, $Kind) }
    finally { $key.Dispose() }
}
