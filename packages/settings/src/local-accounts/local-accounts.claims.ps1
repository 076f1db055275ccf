function Test-BuiltInAccount {
    param([string[]]$End)
    if (Test-DomainController) { Skip-Claim 'domain-controller' }
    $accounts = @(Get-LocalPrincipal Win32_UserAccount)
    @($End | Where-Object { -not (Find-LocalPrincipal $accounts "*-$_") }).Count -eq 0
}

function Test-ApplicationGuardAccount {
    $version = Get-RegistryValueMap -Hive LocalMachine -Path 'SOFTWARE\Microsoft\Windows NT\CurrentVersion'
    if ([int]$version['CurrentBuildNumber'] -lt 17763) { Skip-Claim 'older-build' }
    Test-BuiltInAccount '504'
}

function Test-AccountsOfDomain {
    if (-not (Test-DomainController)) { Skip-Claim 'no-domain-controller' }
    $accounts = @(Get-LocalPrincipal Win32_UserAccount)
    $krbtgt = Find-LocalPrincipal $accounts '*-502'
    $groups = @(Get-LocalPrincipal Win32_Group)
    $administrators = [string]$krbtgt.SID -replace '502$', '512'
    $krbtgt.Disabled -eq $true -and @($accounts | Where-Object { $_.Name -like '*$' }).Count -eq 0 -and
    [bool](Find-LocalPrincipal $groups $administrators) -and [bool](Find-LocalPrincipal $groups 'S-1-5-32-544')
}
