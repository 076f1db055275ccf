function Test-TaskAccount {
    $facts = @(Get-RegisteredTask (New-TaskService).GetFolder('\') $false | ForEach-Object { Get-TaskFact $_ } | Where-Object { $_.account })
    if ($facts.Count -eq 0) { Skip-Claim 'no-task' }
    @($facts | Where-Object { -not $_.sid }).Count -eq 0
}
