# Accounts, groups and their members of the case. Win32_UserAccount and Win32_Group with the properties of the published
# classes; members as ADSI shows them, those whose account is gone by their SID. The session is the case's own account.

Add-BenchStore 'localAccounts'
Add-BenchStore 'localGroups'
$Bench.reset['session account'] = { param($Case) $Bench.sessionSids = @($Case.state.sessionSids) }
$Bench.left['sessionSids'] = { , @($Bench.sessionSids | Where-Object { $_ }) }

$Bench.cim['Win32_UserAccount'] = {
    param($Filter)
    if ($Filter -notmatch '^(LocalAccount = TRUE|SID = .*)$') { throw "the stub does not know the filter $Filter" }
    foreach ($sid in Select-BenchName $Bench.localAccounts 'SID' $Filter) {
        $account = $Bench.localAccounts[$sid]
        [pscustomobject]@{
            SID = $sid; Name = $account.name; Disabled = -not $account.enabled; PasswordExpires = -not $account.passwordNeverExpires
            PasswordRequired = $account.passwordRequired; PasswordChangeable = $account.userMayChangePassword
        }
    }
}

$Bench.cim['Win32_Group'] = {
    param($Filter)
    if ($Filter -ne 'LocalAccount = TRUE') { throw "the stub does not know the filter $Filter" }
    foreach ($sid in $Bench.localGroups.Keys) { [pscustomobject]@{ SID = $sid; Name = $Bench.localGroups[$sid].name } }
}

# The domain of a controller, with the account of a machine among those of people. Flags: lmaccess.h.
function Get-DirectoryObject {
    param([string]$Kind)
    if ($Kind -eq 'group') {
        foreach ($sid in $Bench.localGroups.Keys) { @{ name = $Bench.localGroups[$sid].name; objectSid = ConvertTo-BenchSid $sid } }
        return
    }
    foreach ($sid in $Bench.localAccounts.Keys) {
        $held = $Bench.localAccounts[$sid]
        $flags = 0x200
        if (-not $held.enabled) { $flags += 0x2 }
        if (-not $held.passwordRequired) { $flags += 0x20 }
        if (-not $held.userMayChangePassword) { $flags += 0x40 }
        if ($held.passwordNeverExpires) { $flags += 0x10000 }
        @{ name = $held.name; objectSid = ConvertTo-BenchSid $sid; userFlags = $flags }
        @{ name = 'KIKU-AD1$'; objectSid = ConvertTo-BenchSid 'S-1-5-21-1-2-3-1000'; userFlags = 0x82000 }
    }
}

function Get-SessionSid { $Bench.sessionSids }

function Get-AccountSid {
    param([string]$Name)
    foreach ($account in Get-BenchProperty $Bench.probed.accounts) { if ($account.Name -eq $Name) { return $account.Value } }
}

function Get-GroupMemberObject {
    param([string]$GroupName)
    Add-BenchCall "ADSI members $GroupName"
    foreach ($group in $Bench.localGroups.Values) {
        if ($group.name -ne $GroupName) { continue }
        if ($group.denied) { throw (New-BenchDenial) }
        foreach ($sid in $group.members) {
            if ($sid -like 'S-1-5-21-*' -and -not ($Bench.localAccounts[$sid] -or $Bench.localGroups[$sid])) { @{ ADsPath = "WinNT://$sid" } }
            else { @{ ADsPath = Get-BenchText 'WinNT://市役所/アカウント' 'WinNT://CITY/Account'; objectSid = ConvertTo-BenchSid $sid } }
        }
    }
}

function Get-ComProperty {
    param($Object, [string]$Name)
    if (-not $Object.ContainsKey($Name)) { throw "the object has no $Name" }
    $Object[$Name]
}

function New-BenchError {
    param($Exception, [string]$Id)
    New-Object System.Management.Automation.ErrorRecord $Exception, $Id, 'NotSpecified', $null
}

# The inverse of the agent's ConvertTo-SidText.
function ConvertTo-BenchSid {
    param([string]$Sid)
    $parts = $Sid.Split('-')
    $bytes = New-Object System.Collections.Generic.List[byte]
    $bytes.Add([byte]$parts[1])
    $bytes.Add([byte]($parts.Count - 3))
    $authority = [System.BitConverter]::GetBytes([long]$parts[2])
    for ($at = 5; $at -ge 0; $at--) { $bytes.Add($authority[$at]) }
    foreach ($part in $parts[3..($parts.Count - 1)]) { $bytes.AddRange([System.BitConverter]::GetBytes([uint32]$part)) }
    , $bytes.ToArray()
}
