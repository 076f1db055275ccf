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

# The named values of a key as ConvertTo-WindowsFact takes them: null where there is none (text?, dword?). One of another type is
# not taken for none; the failure names it by the last part of the key, which is the same in every session.
function Get-RegistryFact {
    param([string]$Hive, [string]$Path, [hashtable]$Value)
    ConvertTo-WindowsFact (Get-RegistryValueMap -Hive $Hive -Path $Path) $Value $Path.Split('\')[-1] 'VALUE_UNKNOWN'
}

function Set-RegistryValue {
    param([string]$Hive, [string]$Path, [string]$Name, $Value, [Microsoft.Win32.RegistryValueKind]$Kind)
    $key = Open-RegistryKey -Hive $Hive -Path $Path -Writable
    try { $key.SetValue($Name, $Value, $Kind) }
    finally { $key.Dispose() }
}

function Remove-RegistryValue {
    param([string]$Hive, [string]$Path, [string]$Name)
    $key = Open-RegistryKey -Hive $Hive -Path $Path -Writable
    try { $key.DeleteValue($Name, $false) }
    finally { $key.Dispose() }
}

# Values of a key with their kinds: numbers of 64 bits as decimal text, binary data as base64, as JSON can carry them. All
# values, or those of the given names: then the data of no other is read.
function Get-RegistryTypedMap {
    param([string]$Hive, [string]$Path, [string[]]$Only)
    $map = @{}
    $key = Open-RegistryKey -Hive $Hive -Path $Path
    if ($null -eq $key) { return $map }
    try {
        foreach ($name in $key.GetValueNames()) {
            if ($null -ne $Only -and $Only -notcontains $name) { continue }
            $kind = [string]$key.GetValueKind($name)
            $data = $key.GetValue($name, $null, [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames)
            $value = switch ($kind) {
                'DWord' { [long][System.BitConverter]::ToUInt32([System.BitConverter]::GetBytes([int]$data), 0) }
                'QWord' { [string]$data }
                'Binary' { [System.Convert]::ToBase64String([byte[]]$data) }
                'MultiString' { , [string[]]$data }
                default { [string]$data }
            }
            $map[$name] = @{ kind = $kind; value = $value }
        }
    }
    finally { $key.Dispose() }
    $map
}
