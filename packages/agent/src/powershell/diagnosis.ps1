# Says who the machine is and what it lets the account that logged on do, in one line of JSON. A command of its own, not
# part of the session: it must also work where scripts are held to a restricted language, so it calls no .NET type
# beyond the few that are allowed there.
$ProgressPreference = 'SilentlyContinue'
$version = Get-ItemProperty -Path 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion'
# The mandatory label of a full administrator is high or system in every language of Windows; a filtered token is medium.
$groups = whoami.exe /groups /fo csv /nh
$diagnosis = @{
    computerName  = "$env:COMPUTERNAME"
    languageMode  = "$($ExecutionContext.SessionState.LanguageMode)"
    powershell    = "$($PSVersionTable.PSVersion)"
    build         = "$($version.CurrentBuildNumber).$($version.UBR)"
    administrator = [bool]($groups | Select-String -SimpleMatch -Quiet -Pattern 'S-1-16-12288', 'S-1-16-16384')
    clock         = (Get-Date).ToUniversalTime().ToString('o')
}
'KIJUN ' + (ConvertTo-Json -InputObject $diagnosis -Compress)
