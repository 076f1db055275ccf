# Facts: the asked updates that are installed, and which build and revision of Windows runs. One query for all updates.
function Read-Hotfixes {
    param($Request)
    $asked = @{}
    foreach ($name in @($Request.names)) { $asked[[string]$name] = $true }
    $installed = @{}
    foreach ($update in Get-CimInstance -ClassName Win32_QuickFixEngineering -Property HotFixID -ErrorAction Stop) {
        if ($asked.ContainsKey([string]$update.HotFixID)) { $installed[[string]$update.HotFixID] = $true }
    }
    $version = Get-RegistryValueMap -Hive LocalMachine -Path 'SOFTWARE\Microsoft\Windows NT\CurrentVersion'
    if ($version['CurrentBuildNumber'] -isnot [string] -or $version['UBR'] -isnot [int]) { throw (New-Failure 'KEY_MISSING' 'CurrentBuildNumber, UBR') }
    @{ installed = $installed; build = $version['CurrentBuildNumber']; revision = $version['UBR'] }
}
