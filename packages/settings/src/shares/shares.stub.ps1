# MSFT_SmbShare and the cmdlets of the module SmbShare on shares of the case. Their properties are those of the published
# class; the numbers in the identifiers of errors are believed.

Add-BenchStore 'shares'
$Bench.cim['MSFT_SmbShare'] = {
    param($Filter)
    foreach ($name in Select-BenchName $Bench.shares 'Name' $Filter) {
        $share = $Bench.shares[$name]
        [pscustomobject]@{
            Name = ($name -split '\\')[-1]; Path = if ($share.path) { $share.path }; EncryptData = $share.encrypt; Special = [bool]$share.special
            ScopeName = if ($name.Contains('\')) { ($name -split '\\')[0] } else { '*' }
            SecurityDescriptor = $share.descriptor; ShareType = [uint32][bool]$share.printer; Description = Get-BenchText '共有' 'Share'
        }
    }
}

function Get-BenchShareName {
    param([string]$Name)
    foreach ($stored in @($Bench.shares.Keys)) { if ($stored -eq $Name) { return $stored } }
    throw "no share $Name"
}

function Assert-BenchShare {
    param([string]$Name, [string]$Cmdlet)
    Add-BenchCall "$Cmdlet $Name"
    if ($Bench.shares[$Name].guarded) {
        throw (New-Object System.Management.Automation.ErrorRecord (New-Object System.Exception (Get-BenchText 'アクセスが拒否されました。' 'Access is denied.')), 'Windows System Error 5', 'PermissionDenied', $Name)
    }
}

function New-SmbShare {
    [CmdletBinding()] param([string]$Name, [string]$Path, [string]$SecurityDescriptor, [bool]$EncryptData)
    Add-BenchCall "New-SmbShare $Name"
    $Bench.shares[$Name] = [pscustomobject]@{ path = $Path; encrypt = $EncryptData; descriptor = $SecurityDescriptor }
    [pscustomobject]@{ Name = $Name }
}

function Set-SmbShare {
    [CmdletBinding()] param([string]$Name, [string]$SecurityDescriptor, $EncryptData, [switch]$Force)
    $stored = Get-BenchShareName $Name
    Assert-BenchShare $stored 'Set-SmbShare'
    if ($SecurityDescriptor) { $Bench.shares[$stored].descriptor = $SecurityDescriptor }
    if ($null -ne $EncryptData) { $Bench.shares[$stored].encrypt = [bool]$EncryptData }
}

function Remove-SmbShare {
    [CmdletBinding()] param([string]$Name, [switch]$Force)
    $stored = Get-BenchShareName $Name
    Assert-BenchShare $stored 'Remove-SmbShare'
    $Bench.shares.Remove($stored)
}
