# Microsoft Defender Antivirus, as far as several areas ask it.

# 0x800106ba = the service of Defender does not run, as where another product has taken its place.
function Get-DefenderState {
    param([scriptblock]$Ask)
    try { & $Ask }
    catch {
        if ($_.Exception -is [System.Management.Automation.CommandNotFoundException]) { throw (New-Failure 'PRODUCT_MISSING' 'Microsoft Defender Antivirus') }
        if ($_.FullyQualifiedErrorId -like 'HRESULT 0x800106ba*') { throw (New-Failure 'SERVICE_STOPPED' 'WinDefend') }
        throw
    }
}
