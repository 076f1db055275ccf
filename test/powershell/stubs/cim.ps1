# Get-CimInstance for the classes that stubs have registered. Firmware pads its serial number with spaces.

$Bench.reset['cim'] = { param($Case) $Bench.serialNumber = $Case.state.serialNumber + '  ' }
$Bench.cim['Win32_BIOS'] = { @{ SerialNumber = $Bench.serialNumber } }

function Get-CimInstance {
    param([string]$ClassName, [string]$Namespace, [string[]]$Property, [string]$Filter)
    if (-not $Bench.cim.ContainsKey($ClassName)) { throw "no stub answers the class $ClassName" }
    & $Bench.cim[$ClassName] $Filter
}
