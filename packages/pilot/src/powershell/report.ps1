# What is written: report.json and two texts to send back, and readings.json, which stays where it is.

function Save-PilotReport {
    param($Pilot, [bool]$Complete)
    $Pilot.report.complete = $Complete
    $Pilot.report.areas = @($Pilot.areas)
    $Pilot.report.claims = @(foreach ($claim in $Pilot.kit.claims) { if ($claim.way -in 'start', 'check') { @{ id = $claim.id } + (Get-PilotAnswer $Pilot $claim) } })
    $readings = '{{"schema":"kijun.pilot-readings/1","release":"{0}","areas":[{1}]}}' -f $Pilot.kit.release, ($Pilot.readings -join ',')
    $place = Join-Path $Pilot.output 'readings.json'
    Set-Content -LiteralPath $place -Value $readings -Encoding UTF8
    $Pilot.report.readings = "$((Get-FileHash -LiteralPath $place -Algorithm SHA256).Hash)".ToLowerInvariant()
    $json = ConvertTo-Json -InputObject $Pilot.report -Depth 8
    Set-Content -LiteralPath (Join-Path $Pilot.output 'report.json') -Value $json -Encoding UTF8
    foreach ($language in 'ja', 'en') {
        Set-Content -LiteralPath (Join-Path $Pilot.output "report.$language.txt") -Value (Get-PilotText $Pilot $language) -Encoding UTF8
    }
}

# What the machine has answered to a claim: an answer, why there is nothing to see, why it failed, or that it was not tried.
function Get-PilotAnswer {
    param($Pilot, $Claim)
    if ($null -ne $Pilot.answers[$Claim.id]) { return $Pilot.answers[$Claim.id] }
    if ($Claim.changes -and $Claim.id -notin $Pilot.apply) { return @{ skipped = 'not-asked' } }
    @{ skipped = 'not-tried' }
}

function Get-PilotText {
    param($Pilot, [string]$Language)
    $texts, $report = $Pilot.kit.texts.$Language, $Pilot.report
    $system = $report.system
    $texts.title
    ''
    if ($report.rehearsal) { $texts.rehearsal; '' }
    $texts.release -f $report.release, $report.day
    $texts.system -f $system.build, $system.edition, $system.product, $system.language, $system.powershell
    if ($report.protection.Count -gt 0) { $texts.protection -f ($report.protection -join ', ') }
    if (-not $report.complete) { $texts.incomplete }
    ''
    Get-PilotClaimText $Pilot $Language $texts.startSection @($Pilot.kit.claims | Where-Object { $_.way -eq 'start' })
    foreach ($step in $report.start) { "  $($step.step): $($step.milliseconds) ms, $($step.outcome) $($step.exitCode) $($step.error)".TrimEnd() }
    ''
    $texts.areasSection
    foreach ($area in $Pilot.areas) { Get-PilotAreaText $Pilot $Language $area }
    ''
    Get-PilotClaimText $Pilot $Language $texts.claimsSection @($Pilot.kit.claims | Where-Object { $_.way -eq 'check' })
    $left = @($Pilot.kit.claims | Where-Object { $_.changes -and $null -eq $Pilot.answers[$_.id] } | ForEach-Object { $_.id })
    if ($left.Count -gt 0) { $texts.applyHow -f ($left -join ',') }
    ''
    $texts.personSection
    foreach ($claim in $Pilot.kit.claims) { if ($claim.way -eq 'person') { "  $($claim.id): $($claim.$Language)" } }
    ''
    $texts.sendBack
}

function Get-PilotAreaText {
    param($Pilot, [string]$Language, $Area)
    $texts = $Pilot.kit.texts.$Language
    $said = if ($Area.code) { $texts.areaFailed -f $Area.code, $Area.milliseconds } else { $texts.areaRead -f $Area.milliseconds }
    '  {0}: {1}' -f $Area.id, $said
}

# Those first that are not as they were believed to be.
function Get-PilotClaimText {
    param($Pilot, [string]$Language, [string]$Title, $Claims)
    $texts = $Pilot.kit.texts.$Language
    $Title
    foreach ($state in 'contradicted', 'failed', 'seen', 'skipped', 'notAsked', 'notTried') {
        foreach ($claim in $Claims) {
            $answer = Get-PilotAnswer $Pilot $claim
            if ((Get-PilotState $claim $answer) -ne $state) { continue }
            '  [{0}] {1}: {2}' -f ($texts.$state -f $answer.skipped, $answer.failure), $claim.id, $claim.$Language
        }
    }
}

function Get-PilotState {
    param($Claim, $Answer)
    switch ($Answer.skipped) {
        'not-asked' { return 'notAsked' }
        'not-tried' { return 'notTried' }
    }
    if ($null -ne $Answer.skipped) { return 'skipped' }
    if ($null -ne $Answer.failure) { return 'failed' }
    if ("$($Answer.answer)" -ceq "$($Claim.expect)") { 'seen' } else { 'contradicted' }
}
