# The CIM property, the registry key below a profile's key and the registry value that hold one setting.
function Get-FirewallProfileSetting {
    @{ property = 'Enabled'; subkey = ''; value = 'EnableFirewall' }
    @{ property = 'DefaultInboundAction'; subkey = ''; value = 'DefaultInboundAction' }
    @{ property = 'DefaultOutboundAction'; subkey = ''; value = 'DefaultOutboundAction' }
    @{ property = 'NotifyOnListen'; subkey = ''; value = 'DisableNotifications' }
    @{ property = 'LogMaxSizeKilobytes'; subkey = '\Logging'; value = 'LogFileSize' }
    @{ property = 'LogBlocked'; subkey = '\Logging'; value = 'LogDroppedPackets' }
    @{ property = 'LogAllowed'; subkey = '\Logging'; value = 'LogSuccessfulConnections' }
}

# The numbers that one store holds for a profile, by registry value. The local store keeps the private profile under
# its old name, StandardProfile.
function Get-FirewallProfileStore {
    param([string]$Store, [string]$Name)
    $path = "SOFTWARE\Policies\Microsoft\WindowsFirewall\${Name}Profile"
    if ($Store -eq 'local') {
        $key = if ($Name -eq 'Private') { 'StandardProfile' } else { "${Name}Profile" }
        $path = "SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\$key"
    }
    $maps = @{}
    foreach ($subkey in '', '\Logging') { $maps[$subkey] = Get-RegistryValueMap -Hive LocalMachine -Path "$path$subkey" }
    $values = @{}
    foreach ($setting in Get-FirewallProfileSetting) {
        $number = $maps[$setting.subkey][$setting.value]
        if ($number -is [int]) { $values[$setting.value] = $number }
    }
    $values
}

# What is in force per profile, as the numbers of the CIM class: switches 0 off, 1 on, 2 not configured; actions
# 0 not configured, 2 allow, 4 block.
function Get-FirewallProfileInForce {
    $properties = @{ Name = 'text' }
    foreach ($setting in Get-FirewallProfileSetting) { $properties[$setting.property] = 'number' }
    $profiles = @{}
    foreach ($values in ConvertTo-WindowsRow @(Get-NetFirewallProfile -PolicyStore ActiveStore -ErrorAction Stop) $properties 'MSFT_NetFirewallProfile' -Always) {
        $name = $values.Name
        $values.Remove('Name')
        $profiles[$name] = $values
    }
    $profiles
}

# Facts: per profile the values of the local store, of the policy store, and what is in force.
function Read-FirewallProfile {
    param($Request)
    $facts = @{ local = @{}; policy = @{}; active = Get-FirewallProfileInForce }
    foreach ($store in 'local', 'policy') {
        foreach ($name in 'Domain', 'Private', 'Public') { $facts[$store][$name] = Get-FirewallProfileStore -Store $store -Name $name }
    }
    $facts
}

# One Set-NetFirewallProfile per profile with the properties that differ. A value that policy holds is not written: the
# local value would change and nothing else.
function Set-FirewallProfile {
    param($Request, $Desired)
    $active = Get-FirewallProfileInForce
    foreach ($wanted in $Desired.PSObject.Properties) {
        $policy = Get-FirewallProfileStore -Store policy -Name $wanted.Name
        $parameters = @{}
        $keys = @()
        foreach ($setting in Get-FirewallProfileSetting) {
            $desired = $wanted.Value.($setting.property)
            if ($null -eq $desired -or $active[$wanted.Name][$setting.property] -eq $desired.value) { continue }
            if ($policy.ContainsKey($setting.value)) {
                @{ key = $desired.key; code = 'OVERRIDDEN_BY_POLICY'; detail = "policy value $($setting.value)" }
                continue
            }
            $parameters[$setting.property] = $desired.value
            $keys += $desired.key
        }
        if ($keys.Count -eq 0) { continue }
        try { Set-NetFirewallProfile -Name $wanted.Name -PolicyStore PersistentStore -ErrorAction Stop @parameters }
        catch {
            $failure = ConvertTo-WriteFailure $_
            foreach ($key in $keys) { @{ key = $key; code = $failure.code; detail = $failure.detail } }
        }
    }
}
