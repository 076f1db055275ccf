# Get-CimInstance for the classes that stubs have registered. Firmware pads its serial number with spaces.

$Bench.reset['cim'] = { param($Case) $Bench.serialNumber = $Case.state.serialNumber + '  ' }
$Bench.cim['Win32_BIOS'] = { [pscustomobject]@{ SerialNumber = $Bench.serialNumber } }

function Get-CimInstance {
    param([string]$ClassName, [string]$Namespace, [string[]]$Property, [string]$Filter, [int]$OperationTimeoutSec)
    if (-not $Bench.cim.ContainsKey($ClassName)) { throw "no stub answers the class $ClassName" }
    & $Bench.cim[$ClassName] $Filter
}

# The names of a store that a filter asks for: all of them without one, else the one that stands in it.
function Select-BenchName {
    param($Store, [string]$Key, [string]$Filter)
    if ($Filter -notmatch "^$Key = '(.*)'$") { return @($Store.Keys) }
    if ($Store.Contains($Matches[1])) { , $Matches[1] }
}
