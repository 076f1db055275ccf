# The run, from the folder as it was packed to the answer.

# The machine of the list that this one is. Ends the script where it is none, or where its answer could not be written.
function New-Collection {
    $opened = Open-KitFolder
    $texts, $manifest = $opened.texts, $opened.manifest
    $machine = $manifest.machines | Where-Object { $_.host -eq $env:COMPUTERNAME }
    if (-not $machine) { Write-Host ($texts.notListed -f $env:COMPUTERNAME, (@($manifest.machines | ForEach-Object { $_.host }) -join ', ')); exit 2 }
    $output = if ($OutputFolder) { $OutputFolder } else { Join-Path $PSScriptRoot 'answers' }
    try {
        $null = New-Item -ItemType Directory -Path $output -Force
        $output = (Resolve-Path -LiteralPath $output).ProviderPath
        $probe = Join-Path $output ([guid]::NewGuid().ToString('N'))
        Set-Content -LiteralPath $probe -Value ''
        Remove-Item -LiteralPath $probe
    }
    catch { Write-Host ($texts.notWritable -f $output); exit 2 }
    @{ kit = $opened.kit; texts = $texts; manifest = $manifest; system = $opened.system; machine = $machine; output = $output; answers = @() }
}

# Whether PowerShell works here as the agent needs it: 0, or the exit code with which the script ends.
function Test-CollectionStart {
    param($Collection)
    $texts = $Collection.texts
    if ($Collection.system.languageMode -ne 'FullLanguage') { Write-Host ($texts.restricted -f $Collection.system.languageMode); return 3 }
    $diagnosis = Get-KitDiagnosis (Invoke-KitCommand $Collection.kit.start.diagnosis).lines
    if ($diagnosis.languageMode -ne 'FullLanguage') { Write-Host $texts.notStarted; return 3 }
    if (-not $diagnosis.administrator) { Write-Host $texts.notAdministrator; return 2 }
    0
}

# Identity first: 0 where the agent answers that this is the machine of the list, which is known again by its MachineGuid.
function Test-CollectionIdentity {
    param($Collection, $Line)
    $expected = @{ computerName = $Collection.machine.host }
    if ($Collection.machine.machineGuid) { $expected.machineGuid = $Collection.machine.machineGuid }
    $Collection.expected = ConvertTo-Json -InputObject $expected -Compress
    $answer = Invoke-KitRequest $Line 'snapshot' ('{{"expected":{0},"areas":[]}}' -f $Collection.expected)
    if ($answer.outcome -ne 'result') { Write-Host $Collection.texts.notStarted; return 3 }
    $found = ConvertFrom-Json $answer.json
    if (-not $found.wrongMachine) { return 0 }
    Write-Host ($Collection.texts.wrongMachine -f $found.identity.computerName, $found.identity.machineGuid, $Collection.machine.machineGuid)
    2
}

# An area's answer as it came, or why there is none.
function Read-CollectedArea {
    param($Collection, $Line, $Area)
    $answer = Invoke-KitRequest $Line 'snapshot' ('{{"expected":{0},"areas":[{1}]}}' -f $Collection.expected, $Area.request)
    $code = if ($answer.outcome -eq 'error') { 'READ_FAILED' } elseif ($answer.outcome -ne 'result') { ConvertTo-KitCode $answer.outcome }
    if ($code) { $Collection.answers += '{{"id":"{0}","code":"{1}"}}' -f $Area.id, $code }
    else {
        $Collection.answers += '{{"id":"{0}","answer":{1}}}' -f $Area.id, $answer.json
        # Windows PowerShell does not understand every JSON document that it can write.
        try { $code = (ConvertFrom-Json $answer.json).areas.($Area.id).failure.code } catch { }
    }
    if ($code) { $Collection.texts.areaFailed -f $code, $answer.milliseconds } else { $Collection.texts.areaRead -f $answer.milliseconds }
}

function Read-CollectedAreas {
    param($Collection, $Line)
    $all = @((Read-KitJson $Collection.machine.request).areas)
    foreach ($area in $all) {
        $said = Read-CollectedArea $Collection $Line $area
        Write-Host ('[{0}/{1}] {2}: {3}' -f $Collection.answers.Count, $all.Count, $area.id, $said)
    }
}

# The exit code: 0 done, 2 nothing was read, 3 the agent cannot work here, 4 the answer was not written.
function Invoke-Collection {
    $collection = New-Collection
    $texts = $collection.texts
    Write-Host ($texts.pack -f $collection.manifest.pack, $collection.manifest.release)
    Write-Host ($texts.manifest -f (Get-FileHash -LiteralPath (Join-Path $PSScriptRoot 'manifest.json') -Algorithm SHA256).Hash.ToLowerInvariant())
    Write-Host ($texts.clock -f $env:COMPUTERNAME, (Get-Date).ToString('s'))
    Write-Host $texts.starting
    $code = Test-CollectionStart $collection
    if ($code -ne 0) { return $code }
    $line = @{ start = $collection.kit.start; script = Get-KitScript 'agent.ps1' }
    $collection.observedAt = [System.DateTime]::UtcNow.ToString('o')
    try {
        $code = Test-CollectionIdentity $collection $line
        if ($code -ne 0) { return $code }
        Read-CollectedAreas $collection $line
    }
    finally { if ($null -ne $line.session) { $null = Stop-KitSession $line.session } }
    try { $saved = Save-Answer $collection }
    catch { $saved = @{ path = $collection.output; reason = $_.Exception.Message } }
    if (-not $saved.whole) { Write-Host ($texts.notSaved -f $saved.path, $saved.reason); return 4 }
    Write-Host ($texts.written -f $saved.path)
    Write-Host ($texts.digest -f $saved.digest)
    Write-Host $texts.sendBack
    0
}

exit (Invoke-Collection)
