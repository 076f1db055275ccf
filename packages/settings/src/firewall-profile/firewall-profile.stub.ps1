# The firewall cmdlets on the emulated registry. Parameters, enumeration names and the default store are those of the
# cmdlets' published pages; the numbers and what is marked (believed) were not seen on a machine.

enum BenchGpoBoolean { False = 0; True = 1; NotConfigured = 2 }
enum BenchAction { NotConfigured = 0; Allow = 2; Block = 4 }

# Names of the two stores' keys: NetworkingDsc and the DISA STIG checks read both; the local store calls the private
# profile StandardProfile.
function Get-BenchFirewallPath {
    param([string]$Store, [string]$Name)
    if ($Store -eq 'policy') { return "SOFTWARE\Policies\Microsoft\WindowsFirewall\${Name}Profile" }
    $key = if ($Name -eq 'Private') { 'StandardProfile' } else { "${Name}Profile" }
    "SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\$key"
}

# The numbers in force for a profile: the policy store's before the local one's before the defaults of a fresh client
# (believed); the page of Set-NetFirewallProfile gives the defaults block, allow and on.
function Get-BenchFirewallNumber {
    param([string]$Name)
    $numbers = @{ EnableFirewall = 1; DefaultInboundAction = 1; DefaultOutboundAction = 0; DisableNotifications = 0 }
    $numbers += @{ LogFileSize = 4096; LogDroppedPackets = 0; LogSuccessfulConnections = 0 }
    foreach ($store in 'local', 'policy') {
        foreach ($subkey in '', '\Logging') {
            $map = Get-RegistryValueMap -Hive LocalMachine -Path ((Get-BenchFirewallPath $store $Name) + $subkey)
            foreach ($value in $map.Keys) {
                $belongs = ($value -like 'Log*') -eq ($subkey -ne '')
                if ($belongs -and $numbers.ContainsKey($value) -and $map[$value] -is [int]) { $numbers[$value] = $map[$value] }
            }
        }
    }
    $numbers
}

function Get-NetFirewallProfile {
    param([string[]]$Name = @('Domain', 'Private', 'Public'), [string]$PolicyStore)
    Add-BenchCall "Get-NetFirewallProfile $PolicyStore"
    if ($PolicyStore -ne 'ActiveStore') { throw 'this stub knows the active store only' }
    $actions = [BenchAction]::Allow, [BenchAction]::Block
    foreach ($profileName in $Name) {
        $numbers = Get-BenchFirewallNumber $profileName
        [pscustomobject]@{
            Name                  = $profileName
            InstanceID            = "MSFT|FW|FirewallProfile|$profileName"
            Enabled               = [BenchGpoBoolean]$numbers.EnableFirewall
            DefaultInboundAction  = $actions[$numbers.DefaultInboundAction]
            DefaultOutboundAction = $actions[$numbers.DefaultOutboundAction]
            NotifyOnListen        = [BenchGpoBoolean][int]($numbers.DisableNotifications -eq 0)
            LogMaxSizeKilobytes   = [uint64]$numbers.LogFileSize
            LogBlocked            = [BenchGpoBoolean]$numbers.LogDroppedPackets
            LogAllowed            = [BenchGpoBoolean]$numbers.LogSuccessfulConnections
        }
    }
}

# Writes the local store; a value that policy holds is written too and changes nothing in force (believed).
function Set-NetFirewallProfile {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)][string[]]$Name, [string]$PolicyStore = 'PersistentStore',
        [BenchGpoBoolean]$Enabled, [BenchAction]$DefaultInboundAction, [BenchAction]$DefaultOutboundAction,
        [BenchGpoBoolean]$NotifyOnListen, [uint64]$LogMaxSizeKilobytes, [BenchGpoBoolean]$LogBlocked, [BenchGpoBoolean]$LogAllowed
    )
    Add-BenchCall "Set-NetFirewallProfile $Name"
    if ($PolicyStore -ne 'PersistentStore') { throw 'this stub knows the persistent store only' }
    $block = [BenchAction]::Block
    foreach ($profileName in $Name) {
        $path = Get-BenchFirewallPath local $profileName
        switch ($PSBoundParameters.Keys) {
            'Enabled' { Set-RegistryValue LocalMachine $path 'EnableFirewall' ([int]$Enabled) DWord }
            'DefaultInboundAction' { Set-RegistryValue LocalMachine $path $_ ([int]($DefaultInboundAction -eq $block)) DWord }
            'DefaultOutboundAction' { Set-RegistryValue LocalMachine $path $_ ([int]($DefaultOutboundAction -eq $block)) DWord }
            'NotifyOnListen' { Set-RegistryValue LocalMachine $path 'DisableNotifications' ([int]($NotifyOnListen -eq 0)) DWord }
            'LogMaxSizeKilobytes' { Set-RegistryValue LocalMachine "$path\Logging" 'LogFileSize' ([int]$LogMaxSizeKilobytes) DWord }
            'LogBlocked' { Set-RegistryValue LocalMachine "$path\Logging" 'LogDroppedPackets' ([int]$LogBlocked) DWord }
            'LogAllowed' { Set-RegistryValue LocalMachine "$path\Logging" 'LogSuccessfulConnections' ([int]$LogAllowed) DWord }
        }
    }
}
