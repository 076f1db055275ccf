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
