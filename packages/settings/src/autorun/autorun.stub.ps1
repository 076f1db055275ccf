# Startup folders and consumers of WMI events of the case. That a folder which may not be listed gives this exception is
# what .NET's page says; the members of the consumers are those of the published classes.

Add-BenchStore 'startupFolders'
Add-BenchStore 'wmiConsumers'
$env:ProgramData = 'C:\ProgramData'

function Get-StartupFile {
    param([string]$Folder)
    Add-BenchCall "GetFiles $Folder"
    $state = $Bench.startupFolders[$Folder]
    if ($null -eq $state) { return }
    if ($state.denied) { throw (New-BenchDenial) }
    foreach ($file in $state.files.PSObject.Properties) { @{ name = $file.Name; data = $file.Value } }
}

$Bench.cim['CommandLineEventConsumer'] = {
    foreach ($name in $Bench.wmiConsumers.Keys) {
        $state = $Bench.wmiConsumers[$name]
        if ($state.class -eq 'CommandLineEventConsumer') { [pscustomobject]@{ Name = $name; CommandLineTemplate = $state.command; ExecutablePath = $null } }
    }
}

$Bench.cim['ActiveScriptEventConsumer'] = {
    foreach ($name in $Bench.wmiConsumers.Keys) {
        $state = $Bench.wmiConsumers[$name]
        if ($state.class -ne 'ActiveScriptEventConsumer') { continue }
        [pscustomobject]@{ Name = $name; ScriptFileName = $null; ScriptingEngine = $state.command -replace ' script$', '' }
    }
}
