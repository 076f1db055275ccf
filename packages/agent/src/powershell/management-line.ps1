# Facts of the line from a controller to this machine: where connections to the WinRM port arrive, and as much of the
# firewall as decides about them. Whether a change would cut the line is not decided here.

# The named properties of each instance of a class of the network. A part of the network that cannot be read is answered
# as not known, which is an empty list: every profile must then let the line through.
function Get-LineNetwork {
    param([string]$ClassName, [hashtable]$Property, [string]$Filter)
    try { Get-WindowsInstance -Namespace 'root/StandardCimv2' -ClassName $ClassName -Property $Property -Filter $Filter }
    catch { return }
}

# Names and strings of the rules of one store that match the pattern. One opening of the key, no cmdlet: by cmdlet the
# cost grows with all the rules of the machine.
function Get-LineRule {
    param([string]$Path, [string]$Relevant)
    $rules = @{}
    $values = Get-RegistryValueMap -Hive LocalMachine -Path $Path
    foreach ($name in $values.Keys) {
        if ($values[$name] -is [string] -and $values[$name] -match $Relevant) { $rules[$name] = $values[$name] }
    }
    $rules
}

function Get-LineProfileStore {
    param([string]$Path)
    $values = Get-RegistryValueMap -Hive LocalMachine -Path $Path
    $numbers = @{}
    foreach ($name in 'EnableFirewall', 'DefaultInboundAction', 'AllowLocalPolicyMerge', 'DoNotAllowExceptions') {
        if ($values[$name] -is [int]) { $numbers[$name] = $values[$name] }
    }
    $numbers
}

# State 5 is an established connection (claim `management-line/established-state`). The request holds the port and the
# pattern of relevant rules.
function Read-ManagementLine {
    param($Request)
    $local = 'SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy'
    $policy = 'SOFTWARE\Policies\Microsoft\WindowsFirewall'
    $port = [int]$Request.port
    $facts = @{ profiles = @{}; stored = @{ local = @{}; policy = @{} }; rules = @{} }
    $facts.connections = @(Get-LineNetwork MSFT_NetTCPConnection @{ LocalAddress = 'text'; RemoteAddress = 'text' } "LocalPort = $port AND State = 5")
    $facts.addresses = @(Get-LineNetwork MSFT_NetIPAddress @{ IPAddress = 'text'; PrefixLength = 'number'; InterfaceIndex = 'number' })
    $facts.networks = @(Get-LineNetwork MSFT_NetConnectionProfile @{ InterfaceIndex = 'number'; NetworkCategory = 'number' })
    $inForce = @{ Name = 'text'; Enabled = 'number'; DefaultInboundAction = 'number' }
    foreach ($row in ConvertTo-WindowsRow @(Get-NetFirewallProfile -PolicyStore ActiveStore -ErrorAction Stop) $inForce 'MSFT_NetFirewallProfile' -Always) {
        $facts.profiles[$row.Name] = @{ Enabled = $row.Enabled; DefaultInboundAction = $row.DefaultInboundAction }
    }
    foreach ($name in 'Domain', 'Private', 'Public') {
        $key = if ($name -eq 'Private') { 'StandardProfile' } else { "${name}Profile" }
        $facts.stored.local[$name] = Get-LineProfileStore "$local\$key"
        $facts.stored.policy[$name] = Get-LineProfileStore "$policy\${name}Profile"
    }
    $facts.rules.local = Get-LineRule "$local\FirewallRules" $Request.relevant
    $facts.rules.policy = Get-LineRule "$policy\FirewallRules" $Request.relevant
    $names = [string[]]@((Get-RegistryValueMap -Hive LocalMachine -Path "$policy\FirewallRules").Keys)
    [array]::Sort($names, [System.StringComparer]::Ordinal)
    $facts.policyNames = $names
    $facts
}
