# What probes alone look at: files with what they hold, drivers, tasks, accounts by name. Files are not those of the engine's
# own machine.

$Bench.session['probes'] = { $ProbeClock.Reset() }
$Bench.reset['probed'] = {
    param($Case)
    $Bench.probed = $Case.state.probed
    $Bench.probedFiles = @{}
    foreach ($file in Get-BenchProperty $Bench.probed.files) { $Bench.probedFiles[$file.Name] = $file.Value }
}
$Bench.left['probed'] = { $Bench.probed }

function Get-BenchProperty {
    param($Object)
    if ($null -ne $Object) { $Object.PSObject.Properties }
}

# There is always one that nobody asks for.
$Bench.cim['Win32_SystemDriver'] = {
    [pscustomobject]@{ Name = 'KijunBench'; State = 'Running'; StartMode = 'Boot' }
    foreach ($driver in Get-BenchProperty $Bench.probed.drivers) {
        [pscustomobject]@{ Name = $driver.Name; State = $driver.Value.state; StartMode = $driver.Value.startMode }
    }
}

function Get-ProbeTask {
    param([string]$Path)
    foreach ($task in Get-BenchProperty $Bench.probed.tasks) {
        if ($task.Name -ne $Path) { continue }
        $principal = [pscustomobject]@{ UserId = $task.Value.account }
        return [pscustomobject]@{
            Enabled = $task.Value.enabled; LastTaskResult = $task.Value.lastResult
            Definition = [pscustomobject]@{ Principal = $principal }
        }
    }
}

function Test-ProbeFile { param([string]$Path) $Bench.probedFiles.ContainsKey($Path) }

# A log is its lines; any other file is empty, or as long as its SHA-256 is told for it.
function Open-ProbeFile {
    param([string]$Path)
    Add-BenchCall "open $Path"
    $file = $Bench.probedFiles[$Path]
    if ($file.denied) { throw (New-BenchDenial) }
    $text = @($file.lines) -join "`r`n"
    $stream = New-Object System.IO.MemoryStream (, [System.Text.Encoding]::UTF8.GetBytes($text))
    Add-Member -InputObject $stream -NotePropertyName 'Path' -NotePropertyValue $Path -PassThru
}

function Get-StreamSha256 {
    param($Stream)
    $told = $Bench.probedFiles[$Stream.Path].sha256
    if ($told) { $told } else { 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' }
}

function Get-ProbeEncoding { param([string]$Name) [System.Text.Encoding]::UTF8 }

function Get-ProbeFileVersion {
    param([string]$Path)
    $version = $Bench.probedFiles[$Path].version
    if ($version) { $version } else { 'none' }
}

function Get-AuthenticodeSignature {
    [CmdletBinding()] param([string]$LiteralPath)
    $signature = $Bench.probedFiles[$LiteralPath].signature
    if ($null -eq $signature) { return [pscustomobject]@{ Status = 'NotSigned'; SignerCertificate = $null } }
    $signer = [pscustomobject]@{ Thumbprint = $signature.thumbprint; Subject = $signature.subject }
    [pscustomobject]@{ Status = $signature.status; SignerCertificate = $signer }
}

function Find-ProbeLog {
    param([string]$Path)
    $found = $Bench.probedFiles.Keys | Where-Object { $_ -like $Path -and -not $_.Substring($Path.LastIndexOf('\') + 1).Contains('\') }
    $found | Sort-Object -Property { [string]$Bench.probedFiles[$_].written } -Descending
}

function Invoke-ProbeCommand {
    param([string]$Path, $Asked)
    Add-BenchCall "run $Path $($Asked.arguments)"
    foreach ($run in @($Bench.probedFiles[$Path].runs | Where-Object { $_ })) {
        if ($run.arguments -eq $Asked.arguments) { return @{ exitCode = $run.exitCode; output = $run.output } }
    }
    @{ exitCode = 0; output = '' }
}
