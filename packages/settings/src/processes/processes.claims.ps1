function Test-ProtectedPath {
    $protected = @(Get-CimInstance -ClassName Win32_Process -Property 'Name', 'ExecutablePath' | Where-Object { $_.Name -in 'System', 'smss.exe', 'csrss.exe' })
    if ($protected.Count -eq 0) { Skip-Claim 'no-protected-process' }
    @($protected | Where-Object { $_.ExecutablePath }).Count -eq 0
}
