# Facts: of the asked printers that exist driver, port, share and place; where all were asked for, the port of each other
# one. One query; the names of its class are the same in every language.
function Read-Printers {
    param($Request)
    $asked = @{}
    foreach ($name in @($Request.names)) { $asked[[string]$name] = $true }
    $printers = @{}
    $others = @{}
    $properties = @{ Name = 'text'; DriverName = 'text'; PortName = 'text'; Shared = 'flag'; Location = 'text?' }
    foreach ($printer in Get-WindowsInstance -Namespace 'root/StandardCimv2' -ClassName MSFT_Printer -Property $properties -Key Name) {
        $name = $printer.Name
        $fact = if ($printer.failure) { @{ failure = $printer.failure } }
        else { @{ DriverName = $printer.DriverName; PortName = $printer.PortName; Shared = $printer.Shared; Location = [string]$printer.Location } }
        if ($asked.ContainsKey($name)) { $printers[$name] = $fact }
        elseif ($Request.others) { $others[$name] = if ($fact.failure) { $fact } else { $fact.PortName } }
    }
    @{ printers = $printers; others = $others }
}
