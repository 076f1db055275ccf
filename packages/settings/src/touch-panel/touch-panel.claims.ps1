function Test-TouchRoute {
    $routes = (Read-TouchPanel).routes
    if ($routes.Count -eq 0) { Skip-Claim 'no-route-is-stored' }
    @($routes.Keys | Where-Object { $_ -notmatch '^20-\\\\\?\\hid#[^#]+#[^#]+#\{[0-9a-f-]{36}\}$' -or $routes[$_] -notmatch '^\\\\\?\\DISPLAY#[^#]+#[^#]+#\{[0-9a-f-]{36}\}$' }).Count -eq 0
}
