# Facts: of the asked services that exist, how they start, what they do and as whom. One query for all services; the words
# are those of the class in every language.
function Read-Services {
    param($Request)
    $all = Get-ServiceMap
    $found = @{}
    foreach ($name in @($Request.names)) {
        if ($all.ContainsKey($name)) { $found[$name] = $all[$name] }
    }
    @{ services = $found }
}

function Get-ServiceMap {
    $map = @{}
    $properties = @{ Name = 'text'; State = 'text'; StartMode = 'text'; DelayedAutoStart = 'flag'; StartName = 'text?' }
    foreach ($service in Get-WindowsInstance -ClassName Win32_Service -Property $properties -Key Name -Always) {
        $map[$service.Name] = if ($service.failure) { @{ failure = $service.failure } }
        else {
            @{ startMode = $service.StartMode; delayed = $service.DelayedAutoStart; state = $service.State; account = $service.StartName }
        }
    }
    $map
}

# The startup type before the state, because a disabled service does not start. A service is never deleted, nor stopped
# while others that need it run.
function Set-Services {
    param($Request, $Desired)
    $all = Get-ServiceMap
    foreach ($wanted in $Desired.entries.PSObject.Properties) {
        $name = $wanted.Name
        if ($wanted.Value -eq 'absent') {
            if ($all.ContainsKey($name)) { @{ key = $name; code = 'NOT_REMOVED'; detail = 'a service goes with its program, which is to be uninstalled' } }
            continue
        }
        if (-not $all.ContainsKey($name)) { @{ key = $name; code = 'NOT_INSTALLED'; detail = 'there is no service of this name' }; continue }
        $failure = $all[$name].failure
        if ($failure) { @{ key = $name; code = $failure.code; detail = $failure.detail }; continue }
        $step = 'startup type'
        try {
            Set-ServiceStart $name $all[$name] $wanted.Value.startMode
            $step = 'state'
            Set-ServiceState $name $all[$name] $wanted.Value.state
        }
        catch {
            $failure = ConvertTo-WriteFailure $_
            if ($failure.code -ne 'DEPENDENTS_RUNNING') { $failure.detail = $step }
            @{ key = $name; code = $failure.code; detail = $failure.detail }
        }
    }
}

# sc.exe knows the delayed start, which Set-Service of Windows PowerShell does not; it answers by exit code.
function Set-ServiceStart {
    param([string]$Name, $Service, $StartMode)
    $current = @{ Auto = 'auto'; Manual = 'demand'; Disabled = 'disabled' }[$Service.startMode]
    if ($current -eq 'auto' -and $Service.delayed) { $current = 'delayed-auto' }
    if (-not $StartMode -or $StartMode -eq $current) { return }
    $ErrorActionPreference = 'Continue'
    $null = & sc.exe config $Name start= $StartMode 2>&1
    if ($LASTEXITCODE -ne 0) { throw (New-Object System.ComponentModel.Win32Exception ([int]$LASTEXITCODE)) }
}

function Set-ServiceState {
    param([string]$Name, $Service, $State)
    if (-not $State -or $State -eq $Service.state) { return }
    if ($State -eq 'Running') { Start-Service -Name $Name -ErrorAction Stop; return }
    $dependents = @((Get-Service -Name $Name -ErrorAction Stop).DependentServices | Where-Object { [string]$_.Status -eq 'Running' })
    if ($dependents.Count -gt 0) {
        $names = [string[]]@($dependents | ForEach-Object { $_.Name })
        [array]::Sort($names, [System.StringComparer]::Ordinal)
        throw (New-Failure 'DEPENDENTS_RUNNING' ($names -join ', '))
    }
    Stop-Service -Name $Name -ErrorAction Stop
}
