# Facts of the line from a controller to this machine: where connections to the WinRM port arrive, and as much of the
# firewall as decides about them. Whether a change would cut the line is not decided here.

# The named properties of each instance of a class of the network. A part of the network that cannot be read is answered
# as not known, which is an empty list: every profile must then let the line through.
function Get-LineNetwork {
    param([string]$ClassName, [string[]]$Property, [string]$Filter)
    $query = @{ Namespace = 'root/StandardCimv2'; ClassName = $ClassName; Property = $Property; ErrorAction = 'Stop' }
    if ($Filter) { $query.Filter = $Filter }
    try { $instances = @(Get-CimInstance @query) }
    catch { return }
    foreach ($instance in $instances) {
        $row = @{}
        foreach ($name in $Property) {
            $value = $instance.$name
            $row[$name] = if ($value -is [string]) { $value } else { [int]$value }
        }
        $row
    }
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
    $facts.connections = @(Get-LineNetwork MSFT_NetTCPConnection 'LocalAddress', 'RemoteAddress' "LocalPort = $port AND State = 5")
    $facts.addresses = @(Get-LineNetwork MSFT_NetIPAddress 'IPAddress', 'PrefixLength', 'InterfaceIndex')
    $facts.networks = @(Get-LineNetwork MSFT_NetConnectionProfile 'InterfaceIndex', 'NetworkCategory')
    foreach ($instance in Get-NetFirewallProfile -PolicyStore ActiveStore -ErrorAction Stop) {
        $facts.profiles[[string]$instance.Name] = @{
            Enabled              = [int]$instance.Enabled
            DefaultInboundAction = [int]$instance.DefaultInboundAction
        }
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
