# The cmdlets of firewall rules on the emulated registry. Parameters and enumeration names are those of the cmdlets' published
# pages; the numbers and what is marked (believed) were not seen on a machine.

enum BenchEnabled { True = 1; False = 2 }
enum BenchDirection { Inbound = 1; Outbound = 2 }
enum BenchEdgeTraversal { Block = 0; Allow = 1; DeferToUser = 2; DeferToApp = 3 }
[Flags()] enum BenchProfile { Any = 0; Domain = 1; Private = 2; Public = 4 }

$Bench.rulePath = 'SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\FirewallRules'
# Order of the fields as in the rules that ship with Windows; the keywords and their keys as in such rules and [MS-GPFAS].
$Bench.fieldOrder = @('Action', 'Active', 'Dir', 'Protocol', 'Profile', 'LPort', 'LPort2_10', 'LPort2_20', 'RPort', 'RPort2_10',
    'ICMP4', 'ICMP6', 'LA4', 'LA6', 'RA4', 'RA6', 'RA42', 'RA62', 'App', 'Svc', 'Name', 'Desc', 'EmbedCtxt', 'Edge', 'Defer')
$Bench.portWords = @{
    RPC = 'Port=RPC'; RPCEPMap = 'Port=RPC-EPMap'; Teredo = 'Port=Teredo'; PlayToDiscovery = 'Port2_20=Ply2Disc'
    IPHTTPSIn = 'Port2_10=IPTLSIn|Port2_10=IPHTTPSIn'; IPHTTPSOut = 'Port2_10=IPTLSOut|Port2_10=IPHTTPSOut'
}
$Bench.addressWords = @{
    LocalSubnet = '=LocalSubnet'; DNS = '=DNS'; DHCP = '=DHCP'; WINS = '=WINS'; DefaultGateway = '=DefaultGateway'
    Internet = '2=IntErnet'; Intranet = '2=IntrAnet'; IntranetRemoteAccess = '2=RmtIntrAnet'; PlayToDevice = '2=Ply2Renders'
    CaptivePortal = '2=CaptivePortal'
}

# A number of ports is one field each, a range goes by the newer key.
function ConvertTo-BenchPortField {
    param([string]$End, [string[]]$Port)
    foreach ($text in $Port) {
        if ($text -eq 'Any') { continue }
        if ($Bench.portWords.ContainsKey($text)) { $Bench.portWords[$text].Split('|') | ForEach-Object { $End + $_ } }
        elseif ($text -match '^\d+$') { "${End}Port=$text" }
        elseif ($text -match '^\d+-\d+$') { "${End}Port2_10=$text" }
        else { throw "no port: $text" }
    }
}

# CIDR reads back as a mask (NetworkingDsc, Convert-CIDRToSubnetMask); IPv6 keeps its prefix (believed). A keyword stands
# for both families unless 4 or 6 stands behind it.
function ConvertTo-BenchAddressField {
    param([string]$End, [string[]]$Address)
    foreach ($text in $Address) {
        if ($text -eq 'Any') { continue }
        $word = $text -creplace '[46]$', ''
        if ($Bench.addressWords.ContainsKey($word)) {
            $families = if ($text -ceq $word) { '4', '6' } else { , $text.Substring($word.Length) }
            foreach ($family in $families) { "$End$family$($Bench.addressWords[$word])" }
        }
        elseif ($text.Contains(':')) { "${End}6=$text" }
        elseif ($text -match '^(\d+\.\d+\.\d+\.\d+)/(\d+)$') {
            $prefix = [int]$Matches[2]
            $mask = foreach ($from in 0, 8, 16, 24) { 256 - [Math]::Pow(2, 8 - [Math]::Min(8, [Math]::Max(0, $prefix - $from))) }
            "${End}4=$($Matches[1])/$($mask -join '.')"
        }
        elseif ($text -match '^\d+\.\d+\.\d+\.\d+(-\d+\.\d+\.\d+\.\d+)?$') { "${End}4=$text" }
        else { throw "no address: $text" }
    }
}

# The fields that one parameter replaces (a pattern of their keys) and what it puts in their place.
function Get-BenchRuleChange {
    param([string]$Parameter, $Value, [string]$Protocol)
    $given = { param($Key, $Text) if ($Text -and $Text -ne 'Any') { "$Key=$Text" } }
    switch ($Parameter) {
        'Action' { '^Action$'; "Action=$Value" }
        'Enabled' { '^Active$'; "Active=$(([string]$Value).ToUpperInvariant())" }
        'Direction' { '^Dir$'; if ($Value -eq [BenchDirection]::Inbound) { 'Dir=In' } else { 'Dir=Out' } }
        'Protocol' { '^Protocol$'; & $given 'Protocol' $Protocol }
        'Profile' { '^Profile$'; ([string]$Value) -split ', ' | ForEach-Object { & $given 'Profile' $_ } }
        'LocalPort' { '^LPort'; ConvertTo-BenchPortField L $Value }
        'RemotePort' { '^RPort'; ConvertTo-BenchPortField R $Value }
        'IcmpType' {
            '^ICMP[46]$'
            $key = if ($Protocol -eq '1') { 'ICMP4' } else { 'ICMP6' }
            foreach ($text in $Value) { & $given $key ($text -replace '^(\d+)$', '$1:*') }
        }
        'LocalAddress' { '^LA[46]'; ConvertTo-BenchAddressField LA $Value }
        'RemoteAddress' { '^RA[46]'; ConvertTo-BenchAddressField RA $Value }
        'Program' { '^App$'; & $given 'App' $Value }
        'Service' { '^Svc$'; & $given 'Svc' $Value }
        'EdgeTraversalPolicy' {
            '^(Edge|Defer)$'
            @{ Block = @(); Allow = 'Edge=TRUE'; DeferToUser = 'Defer=User'; DeferToApp = @('Edge=TRUE', 'Defer=App') }[[string]$Value]
        }
        'DisplayName' { '^Name$'; "Name=$Value" }
        'Description' { '^Desc$'; & $given 'Desc' $Value }
        'Group' { '^EmbedCtxt$'; & $given 'EmbedCtxt' $Value }
    }
}

# The rule string after a change; fields that no parameter names stay as they are (believed).
function ConvertTo-BenchRuleString {
    param([string]$Stored, [hashtable]$Parameters)
    $protocol = @{ TCP = '6'; UDP = '17'; ICMPv4 = '1'; ICMPv6 = '58' }[[string]$Parameters['Protocol']]
    if (-not $protocol) { $protocol = [string]$Parameters['Protocol'] }
    $fields = @($Stored.Split('|') | Select-Object -Skip 1 | Where-Object { $_ })
    foreach ($parameter in $Parameters.Keys) {
        $pattern, $added = Get-BenchRuleChange $parameter $Parameters[$parameter] $protocol
        if (-not $pattern) { continue }
        $fields = @($fields | Where-Object { $_.Split('=')[0] -cnotmatch $pattern }) + @($added | Where-Object { $_ })
    }
    $ordered = foreach ($key in $Bench.fieldOrder) { $fields | Where-Object { $_.StartsWith("$key=", [System.StringComparison]::Ordinal) } }
    $others = $fields | Where-Object { $_.Split('=')[0] -cnotin $Bench.fieldOrder }
    (@('v2.31') + @($ordered) + @($others | Where-Object { $_ }) -join '|') + '|'
}

# A name that no rule has is a query that finds nothing, reported under this identifier (believed).
function Get-BenchRuleString {
    param([string]$Name)
    $stored = (Get-RegistryValueMap -Hive LocalMachine -Path $Bench.rulePath)[$Name]
    if ($null -ne $stored) { return $stored }
    $record = New-Object System.Management.Automation.ErrorRecord (New-Object System.Exception 'no such rule'), 'CmdletizationQuery_NotFound_InstanceID', 'ObjectNotFound', $Name
    throw $record
}

function New-NetFirewallRule {
    [CmdletBinding()]
    param(
        [string]$Name = [guid]::NewGuid().ToString('B'), [Parameter(Mandatory = $true)][string]$DisplayName, [string]$Description,
        [string]$Group, [string]$PolicyStore, [BenchEnabled]$Enabled = 'True', [BenchProfile]$Profile = 'Any',
        [BenchDirection]$Direction = 'Inbound', [BenchAction]$Action = 'Allow', [BenchEdgeTraversal]$EdgeTraversalPolicy,
        [string[]]$LocalAddress, [string[]]$RemoteAddress, [string]$Protocol = 'Any', [string[]]$LocalPort, [string[]]$RemotePort,
        [string[]]$IcmpType, [string]$Program, [string]$Service
    )
    Add-BenchCall "New-NetFirewallRule $Name"
    $parameters = @{ Enabled = $Enabled; Profile = $Profile; Direction = $Direction; Action = $Action; Protocol = $Protocol }
    foreach ($given in $PSBoundParameters.Keys) { $parameters[$given] = $PSBoundParameters[$given] }
    if ((Get-RegistryValueMap -Hive LocalMachine -Path $Bench.rulePath).ContainsKey($Name)) { throw 'a rule of this name exists' }
    Set-RegistryValue LocalMachine $Bench.rulePath $Name (ConvertTo-BenchRuleString '' $parameters) String
    Get-NetFirewallRule -Name $Name
}

function Set-NetFirewallRule {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)][string[]]$Name, [string]$PolicyStore, [BenchEnabled]$Enabled, [BenchProfile]$Profile,
        [BenchDirection]$Direction, [BenchAction]$Action, [BenchEdgeTraversal]$EdgeTraversalPolicy, [string[]]$LocalAddress,
        [string[]]$RemoteAddress, [string]$Protocol, [string[]]$LocalPort, [string[]]$RemotePort, [string[]]$IcmpType,
        [string]$Program, [string]$Service
    )
    foreach ($pattern in $Name) {
        $ruleName = [System.Management.Automation.WildcardPattern]::Unescape($pattern)
        Add-BenchCall "Set-NetFirewallRule $ruleName"
        $changed = ConvertTo-BenchRuleString (Get-BenchRuleString $ruleName) $PSBoundParameters
        Set-RegistryValue LocalMachine $Bench.rulePath $ruleName $changed String
    }
}

function Remove-NetFirewallRule {
    [CmdletBinding()]
    param([string[]]$Name, [string]$DisplayName, [string]$PolicyStore)
    if ($DisplayName) {
        $all = Get-RegistryValueMap -Hive LocalMachine -Path $Bench.rulePath
        $Name = @($all.Keys | Where-Object { $all[$_] -clike "*|Name=$DisplayName|*" })
    }
    foreach ($ruleName in $Name) {
        Add-BenchCall "Remove-NetFirewallRule $ruleName"
        $null = Get-BenchRuleString $ruleName
        $key = Open-RegistryKey -Hive LocalMachine -Path $Bench.rulePath -Writable
        try { $key.DeleteValue($ruleName) } finally { $key.Dispose() }
    }
}

# The rule object without its filters, whose properties the cmdlet leaves to the filter cmdlets.
function Get-NetFirewallRule {
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)][string[]]$Name, [string]$PolicyStore)
    foreach ($ruleName in $Name) {
        $fields = (Get-BenchRuleString $ruleName).Split('|')
        $value = { param($Key) $fields | Where-Object { $_ -clike "$Key=*" } | ForEach-Object { $_.Substring($Key.Length + 1) } }
        [pscustomobject]@{
            Name        = $ruleName
            InstanceID  = $ruleName
            DisplayName = & $value 'Name'
            Group       = & $value 'EmbedCtxt'
            Enabled     = [BenchEnabled]$(if ((& $value 'Active') -ceq 'TRUE') { 'True' } else { 'False' })
            Profile     = [BenchProfile](@(& $value 'Profile') -join ',' -replace '^$', 'Any')
            Direction   = [BenchDirection]$(if ((& $value 'Dir') -ceq 'In') { 'Inbound' } else { 'Outbound' })
            Action      = [BenchAction](& $value 'Action')
        }
    }
}
