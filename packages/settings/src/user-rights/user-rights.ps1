# Facts: who holds the asked rights, as the security policy is exported: SIDs behind an asterisk, and names; and the names of the
# machine's own accounts and groups, where one of them is among the holders. An export without any right is no reading.
function Read-UserRights {
    param($Request)
    $section = Get-SecurityPolicySection 'Privilege Rights'
    if ($section.Count -eq 0) { throw (New-Failure 'USER_RIGHTS_MISSING' 'the exported security policy names no right') }
    $rights = @{}
    foreach ($right in @($Request.rights)) {
        if ($section.ContainsKey($right)) { $rights[$right] = @($section[$right] -split ',' | ForEach-Object { $_.Trim() } | Where-Object { $_ }) }
    }
    $names = @{}
    $own = @($rights.Values | ForEach-Object { $_ } | Where-Object { $_ -notmatch '^\*S-1-(?!5-21-)' })
    if ($own.Count -gt 0 -and -not (Test-DomainController)) {
        $names = Get-LocalName (@(Get-LocalPrincipal Win32_UserAccount) + @(Get-LocalPrincipal Win32_Group))
    }
    @{ rights = $rights; names = $names }
}
