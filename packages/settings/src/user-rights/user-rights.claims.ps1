function Test-RightHolder {
    $section = Get-SecurityPolicySection 'Privilege Rights'
    $holders = @($section.Values | ForEach-Object { $_ -split ',' } | ForEach-Object { $_.Trim() } | Where-Object { $_ -and $_ -notmatch '^\*S-1-' })
    if ($holders.Count -eq 0) { return $section.Count -gt 0 }
    if (Test-DomainController) { Skip-Claim 'domain-controller' }
    $own = @((Get-LocalName (@(Get-LocalPrincipal Win32_UserAccount) + @(Get-LocalPrincipal Win32_Group))).Values)
    @($holders | Where-Object { $_ -notin $own }).Count -eq 0
}
