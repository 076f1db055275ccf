# Facts: of the asked printers that exist driver, port, share and place; where all were asked for, the port of each other
# one. One query; the names of its class are the same in every language.
function Read-Printers {
    param($Request)
    $asked = @{}
    foreach ($name in @($Request.names)) { $asked[[string]$name] = $true }
    $printers = @{}
    $others = @{}
    $query = @{ Namespace = 'root/StandardCimv2'; ClassName = 'MSFT_Printer'; ErrorAction = 'Stop' }
    foreach ($printer in Get-CimInstance @query -Property 'Name', 'DriverName', 'PortName', 'Shared', 'Location') {
        $name = [string]$printer.Name
        if ($asked.ContainsKey($name)) {
            $printers[$name] = @{
                DriverName = [string]$printer.DriverName
                PortName   = [string]$printer.PortName
                Shared     = [bool]$printer.Shared
                Location   = [string]$printer.Location
            }
        }
        elseif ($Request.others) { $others[$name] = [string]$printer.PortName }
    }
    @{ printers = $printers; others = $others }
}
