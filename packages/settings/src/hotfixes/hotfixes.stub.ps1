# Win32_QuickFixEngineering on the updates of the case. The date is a text in the machine's language.

Add-BenchStore 'hotfixes'

$Bench.cim['Win32_QuickFixEngineering'] = {
    foreach ($id in $Bench.hotfixes.Keys) {
        [pscustomobject]@{ HotFixID = $id; Description = $Bench.hotfixes[$id]; InstalledOn = '2025/10/15 0:00:00' }
    }
}
