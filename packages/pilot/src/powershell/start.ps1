# Whether PowerShell starts as the agent starts it. What stands here must also work where scripts are held to a restricted
# language, so it calls cmdlets and programs and no .NET type.

# What a command line prints that is started through cmd.exe, as the WinRM service does it. What it writes to stderr is in
# the machine's language and is dropped.
function Invoke-PilotCommand {
    param([string]$CommandLine)
    $ErrorActionPreference = 'Continue'
    $begun = Get-Date
    try {
        $lines = @(& cmd.exe /C $CommandLine 2>$null)
        $exit = $LASTEXITCODE
    }
    catch { return @{ lines = @(); exitCode = $null; milliseconds = 0 } }
    @{ lines = $lines; exitCode = $exit; milliseconds = [int]((Get-Date) - $begun).TotalMilliseconds }
}

# What a started PowerShell says of itself; nothing where it says nothing.
function Get-PilotDiagnosis {
    param($Lines)
    foreach ($line in $Lines) {
        if ("$line" -match '^KIJUN (\{.*\})\s*$') { return ConvertFrom-Json $Matches[1] }
    }
}

# Windows and this engine. No name, number, address or account of the machine.
function Get-PilotSystem {
    $version = Get-ItemProperty -Path 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion' -ErrorAction SilentlyContinue
    $product = Get-ItemProperty -Path 'HKLM:\SYSTEM\CurrentControlSet\Control\ProductOptions' -ErrorAction SilentlyContinue
    $mode = "$($ExecutionContext.SessionState.LanguageMode)"
    $platform = if ($mode -eq 'FullLanguage') { "$([System.Environment]::OSVersion.Platform)" } else { "$env:OS" }
    @{
        platform = $platform; build = "$($version.CurrentBuildNumber).$($version.UBR)"; edition = "$($version.EditionID)"
        product = "$($product.ProductType)"; language = "$PSUICulture"; languageMode = $mode
        process = "$((Get-Process -Id $PID).ProcessName)"; powershell = "$($PSVersionTable.PSVersion)"; powershellEdition = "$($PSVersionTable.PSEdition)"
    }
}

# Names of the security products that are registered; servers keep no such list.
function Get-PilotProtection {
    try { @(Get-CimInstance -Namespace 'root/SecurityCenter2' -ClassName AntiVirusProduct -ErrorAction Stop | ForEach-Object { "$($_.displayName)" }) }
    catch { @() }
}

# Starts PowerShell with an encoded command, then in a shell of the machine's own WinRM service where that runs.
function Test-PilotStart {
    param($Pilot)
    $run = Invoke-PilotCommand $Pilot.kit.start.diagnosis
    $diagnosis = Get-PilotDiagnosis $run.lines
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
    $run = Invoke-PilotCommand "winrs.exe -r:localhost $($Pilot.kit.start.diagnosis)"
    Add-PilotStep $Pilot 'below-winrm' $run
    $answered = $null -ne (Get-PilotDiagnosis $run.lines)
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
