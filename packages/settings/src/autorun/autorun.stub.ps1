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
    if ($state.denied) {
        $record = New-Object System.Management.Automation.ErrorRecord (New-Object System.UnauthorizedAccessException), 'UnauthorizedAccessException', 'PermissionDenied', $Folder
        throw $record
    }
    foreach ($file in $state.files.PSObject.Properties) { @{ name = $file.Name; data = $file.Value } }
}

$Bench.cim['__EventConsumer'] = {
    foreach ($name in $Bench.wmiConsumers.Keys) {
        $state = $Bench.wmiConsumers[$name]
        $consumer = @{ Name = $name; CimClass = @{ CimClassName = $state.class } }
        if ($state.class -eq 'ActiveScriptEventConsumer') { $consumer.ScriptingEngine = $state.command -replace ' script$', '' }
        else { $consumer.CommandLineTemplate = $state.command }
        [pscustomobject]$consumer
    }
}
