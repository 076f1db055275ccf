# A service that runs would be told to read its values again.
function Get-StoppedTimeServiceExit {
    if ((Get-Service -Name 'W32Time').Status -ne 'Stopped') { Skip-Claim 'time-service-runs' }
    Update-TimeService
}

function Test-TimeServiceTrigger {
    if ((Get-CimInstance -ClassName Win32_ComputerSystem -Property 'PartOfDomain').PartOfDomain) { Skip-Claim 'member-of-a-domain' }
    @(Get-RegistrySubKeyName -Hive LocalMachine -Path 'SYSTEM\CurrentControlSet\Services\W32Time') -contains 'TriggerInfo'
}
