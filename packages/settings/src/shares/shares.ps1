# Facts: of the asked shares that exist, the folder, the encryption and the security descriptor; with `others` of all that
# are not Windows' own. Names of accounts differ by language, so that only the descriptor tells who may do what.
function Read-Shares {
    param($Request)
    $all = Get-ShareMap
    $found = @{}
    foreach ($name in @($Request.names)) {
        if ($all.ContainsKey($name)) { $found[$name] = $all[$name] }
    }
    if ($Request.others) {
        foreach ($name in $all.Keys) {
            if (-not $all[$name].own -and -not $found.ContainsKey($name)) { $found[$name] = $all[$name] }
        }
    }
    $shares = @{}
    foreach ($name in $found.Keys) {
        $share = $found[$name]
        $shares[$name] = @{ path = $share.path; encrypt = $share.encrypt; descriptor = $share.descriptor }
    }
    @{ shares = $shares }
}

# All shares by name in one query; that of a cluster under its scope's name and its own. `own` are those that Windows
# makes by itself: ADMIN$, the drives, IPC$, the printer drivers, and on a domain controller SYSVOL and NETLOGON.
function Get-ShareMap {
    $controller = Test-DomainController
    $properties = @{
        Name = 'text'; ScopeName = 'text'; Path = 'text?'; Special = 'flag'; EncryptData = 'flag'; SecurityDescriptor = 'text?'; ShareType = 'number'
    }
    $map = @{}
    $shares = @(Get-WindowsInstance -Namespace 'root/Microsoft/Windows/SMB' -ClassName MSFT_SmbShare -Property $properties)
    if ($shares.Count -eq 0) { Assert-NoServer }
    foreach ($share in $shares) {
        $name = $share.Name
        $scoped = $share.ScopeName -and $share.ScopeName -ne '*'
        $key = if ($scoped) { "$($share.ScopeName)\$name" } else { $name }
        $own = $share.Special -and $name -match '^([A-Z]|ADMIN|IPC)\$$'
        if ($name -eq 'print$' -and $share.Path -match '\\System32\\spool\\drivers$') { $own = $true }
        if ($controller -and $name -in 'SYSVOL', 'NETLOGON') { $own = $true }
        $map[$key] = @{
            path       = [string]$share.Path
            encrypt    = $share.EncryptData
            descriptor = $share.SecurityDescriptor
            own        = $own
            kind       = if ($scoped) { 'cluster' } elseif ($share.ShareType -eq 1) { 'printer' } else { 'folder' }
        }
    }
    $map
}

# Only a machine whose server service does not run shares nothing: IPC$ is always there else (claim `ipc-is-always-shared`).
function Assert-NoServer {
    $services = @(Get-WindowsInstance -ClassName Win32_Service -Property @{ Name = 'text'; State = 'text' } -Filter "Name = 'LanmanServer'")
    if ($services.Count -gt 0 -and $services[0].State -eq 'Running') { throw (New-Failure 'ANSWER_INVALID' 'MSFT_SmbShare answers nothing') }
}

# A share is removed only where it is declared absent, or with `keep` where it is neither kept nor Windows' own.
function Set-Shares {
    param($Request, $Desired)
    $all = Get-ShareMap
    foreach ($wanted in $Desired.entries.PSObject.Properties) {
        Invoke-ShareStep $wanted.Name $wanted.Name { Set-DeclaredShare $wanted.Name $all[$wanted.Name] $wanted.Value }
    }
    if ($null -eq $Desired.keep) { return }
    $declared = @($Desired.keep) + @($Desired.entries.PSObject.Properties | ForEach-Object { $_.Name })
    foreach ($name in $all.Keys) {
        if ($all[$name].own -or $name -in $declared) { continue }
        Invoke-ShareStep '*' $name { Remove-UnneededShare $name $all[$name] }
    }
}

# Errors of the cmdlets carry Windows' number in their identifier in every language (claim `numbers-in-error-ids`).
function Invoke-ShareStep {
    param([string]$Key, [string]$Name, [scriptblock]$Action)
    try { & $Action }
    catch {
        $failure = ConvertTo-WriteFailure $_
        if ($_.FullyQualifiedErrorId -match '^Windows System Error 5(,|$)') { $failure.code = 'ACCESS_DENIED' }
        if ($failure.code -in 'ACCESS_DENIED', 'WRITE_FAILED') { $failure.detail = $Name }
        @{ key = $Key; code = $failure.code; detail = $failure.detail }
    }
}

function Set-DeclaredShare {
    param([string]$Name, $Share, $Wanted)
    if ($Wanted -eq 'absent') {
        if ($Share) { Remove-UnneededShare $Name $Share }
        return
    }
    if (-not $Share) { Add-DeclaredShare $Name $Wanted; return }
    if ($Wanted.path -and $Wanted.path -ne ($Share.path -replace '(?<=[^:\\])\\+$', '')) {
        throw (New-Failure 'SHARE_NOT_MOVED' "it shares $($Share.path): declare it absent first, or correct the path")
    }
    $changes = @{}
    if ($Wanted.descriptor -and $Wanted.descriptor -ne $Share.descriptor) { $changes.SecurityDescriptor = $Wanted.descriptor }
    if ($null -ne $Wanted.encrypt -and $Wanted.encrypt -ne $Share.encrypt) { $changes.EncryptData = $Wanted.encrypt }
    if ($changes.Count -eq 0) { return }
    Assert-OwnShare $Share
    Set-SmbShare -Name $Name @changes -Force -ErrorAction Stop
}

# Without declared permissions Windows would let everybody read.
function Add-DeclaredShare {
    param([string]$Name, $Wanted)
    if ($Name.Contains('\')) { Assert-OwnShare @{ kind = 'cluster' } }
    if (-not $Wanted.path -or -not $Wanted.descriptor) {
        throw (New-Failure 'SHARE_NOT_CREATED' 'a share that is not there is made only where path and access are declared')
    }
    if ((Get-FileKind $Wanted.path) -in 'nothing', 'file') { throw (New-Failure 'FOLDER_MISSING' $Wanted.path) }
    $null = New-SmbShare -Name $Name -Path $Wanted.path -SecurityDescriptor $Wanted.descriptor -EncryptData ([bool]$Wanted.encrypt) -ErrorAction Stop
}

# The cmdlet takes -WhatIf and removes all the same; users who are connected are cut off.
function Remove-UnneededShare {
    param([string]$Name, $Share)
    Assert-OwnShare $Share
    Remove-SmbShare -Name $Name -Force -ErrorAction Stop
}

function Assert-OwnShare {
    param($Share)
    if ($Share.kind -eq 'cluster') { throw (New-Failure 'SHARE_OF_CLUSTER' 'the cluster manages it: change it there') }
    if ($Share.kind -eq 'printer') { throw (New-Failure 'SHARE_OF_PRINTER' 'it goes with its printer: stop sharing the printer') }
}
