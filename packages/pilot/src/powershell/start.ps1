# Whether PowerShell starts as the agent starts it. What stands here must also work where scripts are held to a restricted
# language, so it calls cmdlets and programs and no .NET type.

# Names of the security products that are registered; servers keep no such list.
function Get-PilotProtection {
    try { @(Get-CimInstance -Namespace 'root/SecurityCenter2' -ClassName AntiVirusProduct -ErrorAction Stop | ForEach-Object { "$($_.displayName)" }) }
    catch { @() }
}

# Starts PowerShell with an encoded command, then in a shell of the machine's own WinRM service where that runs.
function Test-PilotStart {
    param($Pilot)
    $run = Invoke-KitCommand $Pilot.kit.start.diagnosis
    $diagnosis = Get-KitDiagnosis $run.lines
    Add-PilotStep $Pilot 'encoded-command' $run
    Set-ClaimAnswer $Pilot 'node-winrm/starts' @{ answer = $null -ne $diagnosis }
    if ($diagnosis) { Set-ClaimAnswer $Pilot 'node-winrm/full-language' @{ answer = $diagnosis.languageMode -eq 'FullLanguage' } }
    Test-PilotServiceStart $Pilot
    $diagnosis
}

function Test-PilotServiceStart {
    param($Pilot)
    $status = try { "$((Get-Service -Name WinRM -ErrorAction Stop).Status)" } catch { '' }
    if ($status -ne 'Running') { Set-ClaimAnswer $Pilot 'node-winrm/starts-below-service' @{ skipped = 'winrm-does-not-run' }; return }
    $run = Invoke-KitCommand "winrs.exe -r:localhost $($Pilot.kit.start.diagnosis)"
    Add-PilotStep $Pilot 'below-winrm' $run
    $answered = $null -ne (Get-KitDiagnosis $run.lines)
    # That there is no answer can have many reasons, of which a logon is one.
    $answer = if ($answered) { @{ answer = $true } } else { @{ failure = 'NO_ANSWER' } }
    Set-ClaimAnswer $Pilot 'node-winrm/starts-below-service' $answer
}

function Add-PilotStep {
    param($Pilot, [string]$Step, $Run)
    $Pilot.report.start += @{ step = $Step; outcome = 'exit'; exitCode = $Run.exitCode; milliseconds = $Run.milliseconds }
}

function Set-ClaimAnswer {
    param($Pilot, [string]$Id, $Answer)
    $Pilot.answers[$Id] = $Answer
}
