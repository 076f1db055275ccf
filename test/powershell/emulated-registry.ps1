# Ends with 0 on an engine with an emulated registry that holds the marker, with 3 on any other one.
param([string]$Marker)
. (Join-Path $PSScriptRoot 'bench.ps1')
Assert-EmulatedRegistry $Marker
