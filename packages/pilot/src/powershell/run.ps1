# The run, from the folder as it was packed to the report.

function New-Pilot {
    $opened = Open-KitFolder
    $kit, $texts = $opened.kit, $opened.texts
    $changing = @($kit.claims | Where-Object { $_.changes } | ForEach-Object { $_.id })
    $named = @($Apply | ForEach-Object { $_ -split ',' } | ForEach-Object { $_.Trim() } | Where-Object { $_ })
    $unknown = @($named | Where-Object { $_ -notin $changing })
    if ($unknown.Count -gt 0) { Write-Host ($texts.unknownApply -f ($unknown -join ', '), ($changing -join ', ')); exit 2 }
    $now = [System.DateTime]::UtcNow
    $culture = [System.Globalization.CultureInfo]::InvariantCulture # not the person's: it may count years by era
    $output = if ($OutputFolder) { $OutputFolder } else { Join-Path $PSScriptRoot ('report-' + $now.ToString('yyyyMMdd-HHmmss', $culture)) }
    if (Test-Path -LiteralPath $output) { Write-Host ($texts.folderExists -f $output); exit 2 }
    $report = [ordered]@{
        schema = 'kijun.pilot-report/1'; release = $kit.release; day = $now.ToString('yyyy-MM-dd', $culture); complete = $false
        rehearsal = [bool]$StandIns; files = $opened.manifest.files; system = $opened.system; protection = @(Get-PilotProtection); start = @()
    }
    @{ kit = $kit; texts = $texts; output = $output; apply = $named; report = $report; answers = @{}; areas = @(); readings = @() }
}

# Whether the agent is loaded through its input, and answers while that is open. An answer that comes only when it is closed
# is one all the same, but no session can be worked with.
function Test-PilotInput {
    param($Pilot, $Line)
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $params = '{"expected":{"computerName":""},"areas":[]}'
    $answer = @{ outcome = 'ended' }
    $streamed = $false
    try {
        $Line.session = Start-KitSession $Line.start $Line.script
        $Line.session.id++
        Send-KitFrame $Line.session ('{{"method":"snapshot","params":{0}}}' -f $params)
        $answer = Receive-KitAnswer $Line.session $Line.start.answerSeconds
        $streamed = $answer.outcome -in 'result', 'error'
        if (-not $streamed) {
            $Line.session.process.StandardInput.Close()
            $answer = Receive-KitAnswer $Line.session $Line.start.answerSeconds
        }
    }
    catch { } # a process that cannot be started, or that has ended, has no answer
    $step = @{ step = 'script-from-input'; exitCode = $null; milliseconds = [int]$clock.ElapsedMilliseconds; outcome = $answer.outcome }
    if ($answer.outcome -eq 'error' -and (ConvertFrom-Json $answer.json).errorId -match '^([A-Za-z]{1,60})(,|$)') { $step.error = $Matches[1] }
    $Pilot.report.start += $step
    # A process that is slow says nothing of the claim; one that ends when the script arrives does.
    $loaded = if ($answer.outcome -in 'no-answer', 'damaged') { @{ failure = ConvertTo-KitCode $answer.outcome } } else { @{ answer = $answer.outcome -eq 'result' } }
    Set-ClaimAnswer $Pilot 'node-winrm/script-from-input' $loaded
    if ($answer.outcome -eq 'result') { Set-ClaimAnswer $Pilot 'node-winrm/streamed-input' @{ answer = $streamed } }
    if ($streamed -and $answer.outcome -eq 'result') { return $true }
    if ($null -ne $Line.session) { $null = Stop-KitSession $Line.session }
    $false
}

function Read-PilotArea {
    param($Pilot, $Line, $Area)
    $params = '{{"expected":{{"computerName":""}},"areas":[{0}]}}' -f $Area.request
    $answer = Invoke-KitRequest $Line 'snapshot' $params
    $found = @{ id = $Area.id; milliseconds = $answer.milliseconds }
    if ($answer.outcome -ne 'result') { $found.code = ConvertTo-KitCode $answer.outcome }
    else {
        # Windows PowerShell does not understand every JSON document that it can write.
        try { $failure = (ConvertFrom-Json $answer.json).areas.($Area.id).failure }
        catch { $failure = @{ code = 'ANSWER_NOT_PARSED' } }
        if ($failure) { $found.code = $failure.code }
        $Pilot.readings += '{{"id":"{0}","desired":{1},"answer":{2}}}' -f $Area.id, $Area.desired, $answer.json
    }
    $found
}

function Invoke-PilotCheck {
    param($Line, $Claim)
    $answer = Invoke-KitRequest $Line 'check' ('{{"claim":"{0}"}}' -f $Claim.id)
    if ($answer.outcome -ne 'result') { return @{ failure = ConvertTo-KitCode $answer.outcome } }
    $given = ConvertFrom-Json $answer.json
    if ($null -ne $given.skipped) { return @{ skipped = "$($given.skipped)" } }
    if ($null -ne $given.failure) { return @{ failure = "$($given.failure)" } }
    @{ answer = $given.answer }
}

function Invoke-PilotAreas {
    param($Pilot, $Line)
    $all = @((Read-KitJson 'reading.json').areas)
    foreach ($area in $all) {
        $Pilot.areas += Read-PilotArea $Pilot $Line $area
        Write-Host ('[{0}/{1}]{2}' -f $Pilot.areas.Count, $all.Count, (Get-PilotAreaText $Pilot $Pilot.texts.language $Pilot.areas[-1]))
    }
    if ($null -ne $Line.session) { Set-ClaimAnswer $Pilot 'node-winrm/ends-with-input' @{ answer = (Stop-KitSession $Line.session) -eq 0 } }
}

function Invoke-PilotChecks {
    param($Pilot, $Line)
    $all = @($Pilot.kit.claims | Where-Object { $_.way -eq 'check' -and (-not $_.changes -or $_.id -in $Pilot.apply) })
    $count = 0
    foreach ($claim in $all) {
        Set-ClaimAnswer $Pilot $claim.id (Invoke-PilotCheck $Line $claim)
        $count++
        $answer = Get-PilotAnswer $Pilot $claim
        Write-Host ('[{0}/{1}]  {2}: {3}' -f $count, $all.Count, $claim.id, ($Pilot.texts.(Get-PilotState $claim $answer) -f $answer.skipped, $answer.failure))
    }
    if ($null -ne $Line.session) { $null = Stop-KitSession $Line.session }
}

# The exit code: 0 done, 2 nothing was done, 3 the agent cannot work here.
function Invoke-Pilot {
    $pilot = New-Pilot
    Write-Host $pilot.texts.startSection
    $diagnosis = Test-PilotStart $pilot
    if ($diagnosis -and -not $diagnosis.administrator) { Write-Host $pilot.texts.notAdministrator; return 2 }
    try { $null = New-Item -ItemType Directory -Path $pilot.output -ErrorAction Stop }
    catch { Write-Host ($pilot.texts.folderNotMade -f $pilot.output); return 2 }
    Save-PilotReport $pilot $false
    $restricted = $pilot.report.system.languageMode -ne 'FullLanguage'
    $works = $diagnosis.languageMode -eq 'FullLanguage' -and -not $restricted
    if ($works) {
        Write-Host $pilot.texts.starting
        $line = @{ start = $pilot.kit.start; script = Get-KitScript 'agent.ps1' }
        $works = Test-PilotInput $pilot $line
    }
    if ($works) {
        Invoke-PilotAreas $pilot $line
        Save-PilotReport $pilot $false
        Invoke-PilotChecks $pilot @{ start = $pilot.kit.start; script = Get-KitScript 'agent.ps1', 'checks.ps1' }
    }
    elseif ($restricted) { Write-Host ($pilot.texts.restricted -f $pilot.report.system.languageMode) }
    else { Write-Host $pilot.texts.notStarted }
    Save-PilotReport $pilot $true
    Write-Host ''
    Write-Host ($pilot.texts.written -f $pilot.output)
    Write-Host ($pilot.texts.hash -f (Get-FileHash -LiteralPath (Join-Path $pilot.output 'report.json') -Algorithm SHA256).Hash.ToLowerInvariant())
    Write-Host $pilot.texts.sendBack
    if ($works) { 0 } else { 3 }
}

exit (Invoke-Pilot)
