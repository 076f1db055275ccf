# Facts: per profile (SID or "default") the values of the policy and of the user's own settings that exist, as they are
# stored, or the failure that kept the profile from being read.
function Read-ScreenSaver {
    param($Request)
    $profiles = @{}
    foreach ($userProfile in Get-UserProfile) {
        try {
            $profiles[$userProfile.key] = Invoke-WithUserHive $userProfile {
                param($Root)
                @{
                    policy = Get-ScreenSaverValue "$Root\Software\Policies\Microsoft\Windows\Control Panel\Desktop"
                    user   = Get-ScreenSaverValue "$Root\Control Panel\Desktop"
                }
            }
        }
        catch { $profiles[$userProfile.key] = @{ failure = ConvertTo-Failure $_ } }
    }
    @{ profiles = $profiles }
}

function Get-ScreenSaverValue {
    param([string]$Path)
    $map = Get-RegistryValueMap -Hive Users -Path $Path
    $values = @{}
    foreach ($name in 'ScreenSaveActive', 'ScreenSaverIsSecure', 'ScreenSaveTimeOut', 'SCRNSAVE.EXE') {
        if ($map.ContainsKey($name)) { $values[$name] = $map[$name] }
    }
    $values
}

# Writes the policy values, each only where a profile holds another one. A profile that cannot be written fails each
# declared value, and the other profiles are still written.
function Set-ScreenSaver {
    param($Request, $Desired)
    foreach ($userProfile in Get-UserProfile) {
        try { Invoke-WithUserHive $userProfile { param($Root) Set-ScreenSaverPolicy $Root $Desired } }
        catch {
            $failure = ConvertTo-Failure $_
            foreach ($wanted in $Desired.PSObject.Properties) {
                @{ key = $wanted.Name; code = $failure.code; detail = '{0}: {1}' -f $userProfile.key, $failure.detail }
            }
        }
    }
}

function Set-ScreenSaverPolicy {
    param([string]$Root, $Desired)
    $path = "$Root\Software\Policies\Microsoft\Windows\Control Panel\Desktop"
    $current = Get-RegistryValueMap -Hive Users -Path $path
    foreach ($wanted in $Desired.PSObject.Properties) {
        $value = $current[$wanted.Name]
        $same = $value -isnot [array] -and [string]::Equals([string]$value, $wanted.Value, [System.StringComparison]::OrdinalIgnoreCase)
        if (-not $same) { Set-RegistryValue -Hive Users -Path $path -Name $wanted.Name -Value $wanted.Value -Kind String }
    }
}
