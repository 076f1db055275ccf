function Test-DomainOfController {
    if (-not (Test-DomainController)) { Skip-Claim 'no-domain-controller' }
    @(Get-DirectoryPassword | Where-Object { $_.SID -like 'S-1-5-21-*-500' }).Count -eq 1
}
