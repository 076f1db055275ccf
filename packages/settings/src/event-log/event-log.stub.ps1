# EventLogConfiguration on the logs of the case. Its members are those of the published class; the exception of a log that
# is not there is believed.

Add-BenchStore 'eventLogs'

class EventLogNotFoundException : System.Exception { }

class BenchEventLogConfiguration {
    hidden $Log
    [bool]$IsEnabled
    [long]$MaximumSizeInBytes
    [int]$LogMode
    [void] SaveChanges() {
        $this.Log.enabled = $this.IsEnabled
        $this.Log.maximumSizeBytes = $this.MaximumSizeInBytes
        $this.Log.mode = $this.LogMode
    }
    [void] Dispose() { }
}

function New-EventLogConfiguration {
    param([string]$Name)
    Add-BenchCall "EventLogConfiguration $Name"
    $log = $Bench.eventLogs[$Name]
    if ($null -eq $log) { throw (New-Object EventLogNotFoundException) }
    if ($log.denied) { throw (New-BenchDenial) }
    $configuration = New-Object BenchEventLogConfiguration
    $configuration.Log = $log
    $configuration.IsEnabled = $log.enabled
    $configuration.MaximumSizeInBytes = $log.maximumSizeBytes
    $configuration.LogMode = $log.mode
    $configuration
}
