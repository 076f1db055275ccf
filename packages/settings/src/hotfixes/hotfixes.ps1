# Facts: the asked updates that are installed, and which build and revision of Windows runs. One query for all updates.
function Read-Hotfixes {
    param($Request)
    $asked = @{}
    foreach ($name in @($Request.names)) { $asked[[string]$name] = $true }
    $installed = @{}
    foreach ($update in Get-WindowsInstance -ClassName Win32_QuickFixEngineering -Property @{ HotFixID = 'text' }) {
        if ($asked.ContainsKey($update.HotFixID)) { $installed[$update.HotFixID] = $true }
    }
    $version = Get-RegistryFact -Hive LocalMachine -Path 'SOFTWARE\Microsoft\Windows NT\CurrentVersion' -Value @{ CurrentBuildNumber = 'text?'; UBR = 'dword?' }
    if ($null -eq $version.CurrentBuildNumber -or $null -eq $version.UBR) { throw (New-Failure 'KEY_MISSING' 'CurrentBuildNumber, UBR') }
    @{ installed = $installed; build = $version.CurrentBuildNumber; revision = $version.UBR }
}
