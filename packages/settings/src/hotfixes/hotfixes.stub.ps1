# Win32_QuickFixEngineering on the updates of the case. The date is a text in the machine's language.

Add-BenchStore 'hotfixes'

$Bench.cim['Win32_QuickFixEngineering'] = {
    foreach ($id in $Bench.hotfixes.Keys) {
        [pscustomobject]@{ HotFixID = $id; Description = $Bench.hotfixes[$id]; InstalledOn = Get-BenchText '2025/10/15 0:00:00' '10/15/2025 12:00:00 AM' }
    }
}
