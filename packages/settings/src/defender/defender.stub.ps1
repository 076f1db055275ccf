# The cmdlets of Microsoft Defender Antivirus on the state of the case. Names are those of the published cmdlets; how tamper
# protection and a stopped service answer is as people report it.

Add-BenchStore 'defender'

function Get-BenchDefender {
    param([string]$Cmdlet)
    Add-BenchCall $Cmdlet
    $state = $Bench.defender
    if ($null -eq $state['preferences']) { throw (New-Object System.Management.Automation.CommandNotFoundException (Get-BenchText "用語 '$Cmdlet' は認識されません。" "The term '$Cmdlet' is not recognized.")) }
    if ($state['stopped']) {
        throw (New-Object System.Management.Automation.ErrorRecord (New-Object System.Exception (Get-BenchText '操作は失敗しました。' 'Operation failed.')), "HRESULT 0x800106ba,$Cmdlet", 'NotSpecified', $null)
    }
    $state
}

function Get-MpComputerStatus {
    [CmdletBinding()] param()
    $status = @{
        IsTamperProtected = [bool](Get-BenchDefender 'Get-MpComputerStatus')['tamperProtected']; AMServiceEnabled = $false; AntivirusEnabled = $false
        RealTimeProtectionEnabled = $false; AMRunningMode = ''; AntivirusSignatureLastUpdated = $null
    }
    foreach ($name in $Bench.defenderStatus.Keys) { $status[$name] = $Bench.defenderStatus[$name] }
    if ($status.AntivirusSignatureLastUpdated) { $status.AntivirusSignatureLastUpdated = ([datetime]$status.AntivirusSignatureLastUpdated).ToLocalTime() }
    [pscustomobject]$status
}

function Get-MpPreference {
    [CmdletBinding()] param()
    $state = Get-BenchDefender 'Get-MpPreference'
    $shown = @{}
    foreach ($preference in $state['preferences'].PSObject.Properties) {
        $value = $preference.Value
        if ($preference.Name -eq 'ScanScheduleTime') { $value = [timespan]::FromMinutes($value) }
        elseif ($value -is [string] -and -not $value) { $value = $null }
        elseif ($preference.Name -like 'Exclusion*') {
            if ($state['hidesExclusions']) { $value = 'N/A: Must be an administrator to view exclusions' }
            elseif (@($value).Count -eq 0) { $value = $null }
        }
        $shown[$preference.Name] = $value
    }
    [pscustomobject]$shown
}

function Set-MpPreference {
    [CmdletBinding()]
    param(
        [bool]$DisableRealtimeMonitoring, [bool]$DisableBehaviorMonitoring, [bool]$DisableIOAVProtection, [bool]$DisableScriptScanning,
        [bool]$DisableRemovableDriveScanning, [byte]$MAPSReporting, [byte]$SubmitSamplesConsent, [byte]$PUAProtection,
        [byte]$EnableNetworkProtection, [byte]$ScanScheduleDay, [datetime]$ScanScheduleTime, [byte]$ScanParameters,
        [uint32]$SignatureUpdateInterval, [string]$SignatureFallbackOrder, [string]$SignatureDefinitionUpdateFileSharesSources, [switch]$Force
    )
    $state = Get-BenchDefender 'Set-MpPreference'
    $guarded = 'DisableRealtimeMonitoring', 'DisableBehaviorMonitoring', 'DisableIOAVProtection', 'DisableScriptScanning'
    foreach ($name in @($PSBoundParameters.Keys)) {
        if ($name -in 'Force', 'ErrorAction') { continue }
        $value = $PSBoundParameters[$name]
        if ($state['tamperProtected'] -and (($name -in $guarded -and $value) -or ($name -eq 'MAPSReporting' -and $value -eq 0))) { continue }
        if ($value -is [datetime]) { $value = [int]$value.TimeOfDay.TotalMinutes }
        $state['preferences'].$name = $value
    }
}

function Add-MpPreference {
    [CmdletBinding()] param([string[]]$ExclusionPath, [string[]]$ExclusionExtension, [string[]]$ExclusionProcess, [switch]$Force)
    $preferences = (Get-BenchDefender 'Add-MpPreference')['preferences']
    foreach ($name in @($PSBoundParameters.Keys) -like 'Exclusion*') {
        $preferences.$name = [string[]](@($preferences.$name) + @($PSBoundParameters[$name]))
    }
}

function Remove-MpPreference {
    [CmdletBinding()] param([string[]]$ExclusionPath, [string[]]$ExclusionExtension, [string[]]$ExclusionProcess, [switch]$Force)
    $preferences = (Get-BenchDefender 'Remove-MpPreference')['preferences']
    foreach ($name in @($PSBoundParameters.Keys) -like 'Exclusion*') {
        $preferences.$name = [string[]]@(@($preferences.$name) | Where-Object { $PSBoundParameters[$name] -notcontains $_ })
    }
}
