# Facts: kind and data of the asked values that exist, of the machine by the declared path, of users by profile (SID or
# "default") and path. A value or a profile that cannot be read does not lose the others.
function Read-RegistryValues {
    param($Request)
    $values = @{}
    foreach ($asked in $Request.machine.PSObject.Properties) {
        try {
            $stored = Get-RegistryPlace $asked.Value.hive $asked.Value.key $asked.Value.name
            if ($null -ne $stored) { $values[$asked.Name] = $stored }
        }
        catch { $values[$asked.Name] = @{ failure = ConvertTo-Failure $_ } }
    }
    $profiles = @{}
    foreach ($userProfile in Get-AskedProfile $Request.users) {
        try {
            $profiles[$userProfile.key] = Invoke-WithUserHive $userProfile {
                param($Root)
                $found = @{}
                foreach ($place in $userProfile.places) {
                    $stored = Get-RegistryPlace 'Users' "$Root\$($place.key)" $place.name
                    if ($null -ne $stored) { $found[$place.path] = $stored }
                }
                @{ values = $found }
            }
        }
        catch { $profiles[$userProfile.key] = @{ failure = ConvertTo-Failure $_ } }
    }
    @{ values = $values; profiles = $profiles }
}

function Get-RegistryPlace {
    param([string]$Hive, [string]$Key, [string]$Name)
    (Get-RegistryTypedMap -Hive $Hive -Path $Key)[$Name]
}

# The profiles that are asked for, each with its places. Without one nothing is looked for, so that no hive is touched.
function Get-AskedProfile {
    param($Users)
    if (@($Users).Count -eq 0) { return }
    foreach ($userProfile in Get-UserProfile) {
        $userProfile.places = @($Users | Where-Object { $_.user -eq '*' -or $_.user -eq $userProfile.key })
        if ($userProfile.places.Count -gt 0) { $userProfile }
    }
}

# Writes each value that is another one, or takes it away. A profile that cannot be written fails for each of its values,
# and the others are still written.
function Set-RegistryValues {
    param($Request, $Desired)
    foreach ($wanted in $Desired.machine.PSObject.Properties) {
        Set-RegistryPlace $wanted.Name $wanted.Value.hive $wanted.Value.key $wanted.Value ''
    }
    $reached = @()
    foreach ($userProfile in Get-AskedProfile $Desired.users) {
        $reached += $userProfile.key
        try {
            Invoke-WithUserHive $userProfile {
                param($Root)
                foreach ($place in $userProfile.places) {
                    Set-RegistryPlace $place.path 'Users' "$Root\$($place.key)" $place "$($userProfile.key): "
                }
            }
        }
        catch {
            $failure = ConvertTo-Failure $_
            foreach ($place in $userProfile.places) {
                @{ key = $place.path; code = $failure.code; detail = '{0}: {1}' -f $userProfile.key, $failure.detail }
            }
        }
    }
    foreach ($place in $Desired.users) {
        if ($place.user -ne '*' -and $place.user -notin $reached) { @{ key = $place.path; code = 'PROFILE_MISSING'; detail = $place.user } }
    }
}

function Set-RegistryPlace {
    param([string]$Path, [string]$Hive, [string]$Key, $Wanted, [string]$Holder)
    try {
        $stored = Get-RegistryPlace $Hive $Key $Wanted.name
        if ($Wanted.absent) {
            if ($null -ne $stored) { Remove-RegistryValue -Hive $Hive -Path $Key -Name $Wanted.name }
        }
        elseif (-not (Test-SameRegistryValue $stored $Wanted)) {
            Set-RegistryValue -Hive $Hive -Path $Key -Name $Wanted.name -Value (ConvertFrom-RegistryData $Wanted) -Kind $Wanted.kind
        }
    }
    catch {
        $failure = ConvertTo-WriteFailure $_
        @{ key = $Path; code = $failure.code; detail = $Holder + $failure.detail }
    }
}
