function Test-BuiltInGroup {
    param([string[]]$End)
    $groups = @(Get-LocalPrincipal Win32_Group)
    @($End | Where-Object { -not (Find-LocalPrincipal $groups "S-1-5-32-$_") }).Count -eq 0
}
