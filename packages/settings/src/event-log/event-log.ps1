# Facts: of the asked logs that exist, whether they are on, how large they may grow, and what they do then; the size that
# policy holds, in kilobytes. A log that cannot be read does not lose the others.
function Read-EventLog {
    param($Request)
    $logs = @{}
    foreach ($name in @($Request.names)) {
        try {
            $log = Open-EventLogConfiguration $name
            try { $held = ConvertTo-WindowsFact $log @{ IsEnabled = 'flag'; MaximumSizeInBytes = 'number'; LogMode = 'number' } 'EventLogConfiguration' }
            finally { $log.Dispose() }
            $fact = @{ enabled = $held.IsEnabled; maximumSizeBytes = $held.MaximumSizeInBytes; mode = $held.LogMode }
            $policy = Get-EventLogPolicySize $name
            if ($null -ne $policy) { $fact.policyMaxSize = $policy }
            $logs[$name] = $fact
        }
        catch {
            $failure = ConvertTo-Failure $_
            if ($failure.code -ne 'LOG_MISSING') { $logs[$name] = @{ failure = $failure } }
        }
    }
    @{ logs = $logs }
}

function Get-EventLogPolicySize {
    param([string]$Name)
    (Get-RegistryFact -Hive LocalMachine -Path "SOFTWARE\Policies\Microsoft\Windows\EventLog\$Name" -Value @{ MaxSize = 'dword?' }).MaxSize
}

# Writes the properties that are given and differ, all of one log at once. A size that policy holds is left.
function Set-EventLog {
    param($Request, $Desired)
    foreach ($wanted in $Desired.logs.PSObject.Properties) {
        $name = $wanted.Name
        $changes = @($wanted.Value.PSObject.Properties)
        try {
            $log = Open-EventLogConfiguration $name
            $save = $false
            foreach ($change in $changes) {
                if ($change.Name -eq 'MaximumSizeInBytes' -and $null -ne (Get-EventLogPolicySize $name)) {
                    @{ key = $change.Value.key; code = 'OVERRIDDEN_BY_POLICY'; detail = "policy value MaxSize of $name" }
                    continue
                }
                if ($log.($change.Name) -eq $change.Value.value) { continue }
                $log.($change.Name) = $change.Value.value
                $save = $true
            }
            if ($save) { $log.SaveChanges() }
            $log.Dispose()
        }
        catch {
            $failure = ConvertTo-WriteFailure $_
            foreach ($change in $changes) { @{ key = $change.Value.key; code = $failure.code; detail = $name } }
        }
    }
}
