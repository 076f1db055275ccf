# Settings that are registry values of the machine, each under the name by which its area knows it.

# Facts: kind and data of the values that exist. Each key is opened once, and nothing is read that was not asked for.
function Read-RegistrySetting {
    param($Request)
    $names = @{}
    foreach ($asked in $Request.values.PSObject.Properties) { $names[$asked.Value.key] += @($asked.Value.name) }
    $keys = @{}
    foreach ($path in $names.Keys) { $keys[$path] = Get-RegistryTypedMap -Hive LocalMachine -Path $path -Only $names[$path] }
    $values = @{}
    foreach ($asked in $Request.values.PSObject.Properties) {
        $place = $asked.Value
        $stored = $keys[$place.key][$place.name]
        if ($null -ne $stored) { $values[$asked.Name] = $stored }
    }
    @{ values = $values }
}

# Writes each value that is another one, or takes it away. Where policy holds the value the local one would change
# nothing, so it is left. One value that cannot be written does not keep the others from being written.
function Set-RegistrySetting {
    param($Desired)
    foreach ($wanted in $Desired.values.PSObject.Properties) {
        $place = $wanted.Value
        try {
            if ($place.policy -and (Get-RegistryTypedMap -Hive LocalMachine -Path $place.policy.key -Only $place.policy.name).ContainsKey($place.policy.name)) {
                @{ key = $wanted.Name; code = 'OVERRIDDEN_BY_POLICY'; detail = 'HKLM\{0}\{1}' -f $place.policy.key, $place.policy.name }
                continue
            }
            $stored = (Get-RegistryTypedMap -Hive LocalMachine -Path $place.key -Only $place.name)[$place.name]
            if ($place.absent) {
                if ($null -ne $stored) { Remove-RegistryValue -Hive LocalMachine -Path $place.key -Name $place.name }
            }
            elseif (-not (Test-SameRegistryValue $stored $place)) {
                Set-RegistryValue -Hive LocalMachine -Path $place.key -Name $place.name -Value (ConvertFrom-RegistryData $place) -Kind $place.kind
            }
        }
        catch {
            $failure = ConvertTo-WriteFailure $_
            @{ key = $wanted.Name; code = $failure.code; detail = $failure.detail }
        }
    }
}

function Test-SameRegistryValue {
    param($Stored, $Wanted)
    if ($null -eq $Stored -or $Stored.kind -ne $Wanted.kind) { return $false }
    (@($Stored.value) -join "`n") -ceq (@($Wanted.value) -join "`n")
}

function ConvertFrom-RegistryData {
    param($Value)
    switch ($Value.kind) {
        'DWord' { return [System.BitConverter]::ToInt32([System.BitConverter]::GetBytes([uint32]$Value.value), 0) }
        'QWord' { return [long]$Value.value }
        'Binary' { return , [System.Convert]::FromBase64String($Value.value) }
        'MultiString' { return , [string[]]@($Value.value) }
    }
    [string]$Value.value
}
