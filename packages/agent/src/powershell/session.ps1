# The session's side of the agent: answers `snapshot` and `apply` for the areas whose functions follow in this script.
# It reads and writes what it is told; it never decides whether a machine is as it should be.
Set-StrictMode -Off
$ErrorActionPreference = 'Stop'

# A failure with a stable code. Thrown as "CODE|detail"; every other exception gets its code from its type.
function New-Failure {
    param([string]$Code, [string]$Detail)
    New-Object System.Exception ("$Code|$Detail")
}

function ConvertTo-Failure {
    param($ErrorRecord)
    $exception = $ErrorRecord.Exception
    while ($exception.InnerException) { $exception = $exception.InnerException }
    if ($exception.Message -cmatch '^([A-Z][A-Z_]+)\|(?s)(.*)$') { return @{ code = $Matches[1]; detail = $Matches[2] } }
    $id = [string]$ErrorRecord.FullyQualifiedErrorId
    @{ code = Get-FailureCode $exception $id; detail = if ($exception.CommandName) { [string]$exception.CommandName } else { $id } }
}

# Commands that ask CIM tell the HRESULT, or Windows' number, in the id: 0x80041003 denied, 0x80041010 no such class, 0x8004100e no
# such namespace, 0x40004 timed out. Others have an exception of a type, or one with an HRESULT: 0x80070005 denied, 0x80040154 no
# such class of COM, 0x800705b4 timed out.
function Get-FailureCode {
    param($Exception, [string]$Id)
    $type = $Exception.GetType().Name
    $number = '0x{0:x8}' -f $Exception.HResult
    if ($Id -match '^HRESULT (0x[0-9a-f]+)(,|$)') { $number = $Matches[1] }
    if ($type -in 'UnauthorizedAccessException', 'SecurityException' -or $number -in '0x80041003', '0x80070005') { return 'ACCESS_DENIED' }
    if (($type -eq 'Win32Exception' -and $Exception.NativeErrorCode -eq 5) -or $Id -match '^Windows System Error 5(,|$)') { return 'ACCESS_DENIED' }
    if ($type -eq 'TimeoutException' -or $number -in '0x40004', '0x800705b4') { return 'TIMED_OUT' }
    if ($type -eq 'CommandNotFoundException' -or $number -in '0x80041010', '0x8004100e', '0x80040154') { return 'INTERFACE_MISSING' }
    'READ_FAILED'
}

# What went wrong while something was written, where the type of the exception says no more.
function ConvertTo-WriteFailure {
    param($ErrorRecord)
    $failure = ConvertTo-Failure $ErrorRecord
    if ($failure.code -eq 'READ_FAILED') { $failure.code = 'WRITE_FAILED' }
    $failure
}

# What the machine takes for now.
function Get-UtcNow { [datetime]::UtcNow }

function ConvertTo-UtcText {
    param([datetime]$Time)
    $Time.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ', [System.Globalization.CultureInfo]::InvariantCulture)
}

# Minutes that the local time is ahead of UTC; null where the registry does not say.
function Get-UtcOffsetMinute {
    $bias = (Get-RegistryValueMap -Hive LocalMachine -Path 'SYSTEM\CurrentControlSet\Control\TimeZoneInformation')['ActiveTimeBias']
    if ($bias -isnot [int]) { return $null }
    -$bias
}

# Whether a process of that id runs: whoever asks goes by it, so that not knowing is a failure.
function Test-ProcessAlive {
    param([int]$Id)
    try { [System.Diagnostics.Process]::GetProcessById($Id).Dispose() }
    catch [System.ArgumentException] { return $false }
    $true
}

function Get-MachineIdentity {
    $cryptography = Get-RegistryValueMap -Hive LocalMachine -Path 'SOFTWARE\Microsoft\Cryptography'
    $version = Get-RegistryValueMap -Hive LocalMachine -Path 'SOFTWARE\Microsoft\Windows NT\CurrentVersion'
    $bios = @(Get-WindowsInstance -ClassName Win32_BIOS -Property @{ SerialNumber = 'text?' } -Always)[0]
    @{
        computerName = [string]$env:COMPUTERNAME
        machineGuid  = [string]$cryptography['MachineGuid']
        serialNumber = ([string]$bios.SerialNumber).Trim()
        build        = '{0}.{1}' -f $version['CurrentBuildNumber'], $version['UBR']
    }
}

function Test-ExpectedMachine {
    param($Expected, $Identity)
    if ($Expected.computerName -and $Expected.computerName -ne $Identity.computerName) { return $false }
    if ($Expected.machineGuid -and $Expected.machineGuid -ne $Identity.machineGuid) { return $false }
    $true
}

# Each area answers on its own: a failing one does not lose the others.
function Invoke-Area {
    param($Area, [scriptblock]$Action)
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    try { $answer = & $Action }
    catch { $answer = @{ failure = ConvertTo-Failure $_ } }
    $answer['milliseconds'] = [int]$clock.ElapsedMilliseconds
    $answer
}

function Get-Snapshot {
    param($Areas)
    Clear-SecurityPolicy
    $answers = @{}
    foreach ($area in @($Areas)) {
        $answers[$area.id] = Invoke-Area $area { @{ facts = & "Read-$($area.function)" -Request $area.request } }
    }
    $answers
}

# Read, change only what differs, read back. Security policy is imported once for all areas, between writing and reading
# back. An area without anything desired is only read.
function Set-Areas {
    param($Areas)
    Clear-SecurityPolicy
    $answers = @{}
    foreach ($area in @($Areas)) {
        $answers[$area.id] = Invoke-Area $area {
            $held = & "Read-$($area.function)" -Request $area.request
            if ($null -eq $area.desired) { return @{ facts = $held } }
            $script:SecurityPolicyOwner = $area.id
            @{ before = $held; failures = @(& "Set-$($area.function)" -Request $area.request -Desired $area.desired) }
        }
    }
    $refused = Complete-SecurityPolicy
    foreach ($area in @($Areas)) {
        $answer = $answers[$area.id]
        if ($answer.failure -or $null -eq $answer.before) { continue }
        if ($refused.ContainsKey($area.id)) { $answers[$area.id] = @{ failure = $refused[$area.id]; milliseconds = $answer.milliseconds }; continue }
        $after = Invoke-Area $area { @{ facts = & "Read-$($area.function)" -Request $area.request } }
        if ($after.failure) { $answers[$area.id] = $after; continue }
        $answer.facts = $after.facts
        $answer.milliseconds += $after.milliseconds
    }
    $answers
}

function Invoke-SessionRequest {
    param([string]$Method, $Params)
    $script:SessionStart = Get-UtcNow
    $identity = Get-MachineIdentity
    $answer = @{ identity = $identity; areas = @{}; wrongMachine = -not (Test-ExpectedMachine $Params.expected $identity) }
    if (-not $answer.wrongMachine) {
        switch ($Method) {
            'snapshot' { $answer.areas = Get-Snapshot $Params.areas }
            'apply' { $answer.areas = Set-Areas $Params.areas }
            default { throw (New-Failure 'METHOD_UNKNOWN' $Method) }
        }
    }
    ConvertTo-Json -InputObject $answer -Depth 12 -Compress
}
