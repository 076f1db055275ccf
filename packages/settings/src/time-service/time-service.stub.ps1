# w32tm.exe, which answers by exit code; what it says is in the machine's language.

Add-BenchStore 'timeService'

function w32tm.exe {
    Add-BenchCall "w32tm $($args -join ' ')"
    $exit = [int]$Bench.timeService['updateExit']
    if ($exit -ne 0) { Write-Error (Get-BenchText 'エラー: サービスは開始されていません。' 'Error: The service has not been started.') }
    $global:LASTEXITCODE = $exit
}
