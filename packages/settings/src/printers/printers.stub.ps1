# The printers of the case by the members of the published class. That a printer without a place has none of that property is
# believed.

Add-BenchStore 'printers'

$Bench.cim['MSFT_Printer'] = {
    foreach ($name in $Bench.printers.Keys) {
        $state = $Bench.printers[$name]
        [pscustomobject]@{
            Name = $name; DriverName = $state.DriverName; PortName = $state.PortName; Shared = $state.Shared
            Location = if ($state.Location) { $state.Location } else { $null }
        }
    }
}
