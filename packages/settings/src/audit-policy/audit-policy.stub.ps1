# auditpol.exe on the audit policy of the case. Its backup is in the code page of the machine's language, with a localised
# header, names that hold the bytes of braces, rows of a single user, and options without a GUID. That an existing file is refused,
# and the order of the rows, is believed.

Add-BenchStore 'auditPolicy'

function auditpol.exe {
    Add-BenchCall "auditpol $($args[0])"
    $global:LASTEXITCODE = if ($Bench.auditPolicy.endsWith) { $Bench.auditPolicy.endsWith }
    elseif ($args[0] -eq '/backup') { Export-BenchAuditPolicy ($args[1] -replace '^/file:', '') }
    elseif ($Bench.auditPolicy.setEndsWith) { $Bench.auditPolicy.setEndsWith }
    else { Set-BenchAuditPolicy $args }
    if ($LASTEXITCODE -ne 0) { Write-Error (Get-BenchText 'エラー 0x00000522 が発生しました: クライアントは要求された特権を保有していません。' 'Error 0x00000522 occurred: A required privilege is not held by the client.') }
}

function Export-BenchAuditPolicy {
    param([string]$File)
    if ([System.IO.File]::Exists($File)) { return 80 }
    $words = 'No Auditing', 'Success', 'Failure', 'Success and Failure'
    $lines = @('Machine Name,Policy Target,Subcategory,Subcategory GUID,Inclusion Setting,Exclusion Setting,Setting Value')
    $name = 'Logon, or what it is called'
    $encoding = [System.Text.Encoding]::GetEncoding(1252)
    if ($Bench.japanese) {
        $words = '監査なし', '成功', '失敗', '成功および失敗'
        $lines = @('コンピューター名,ポリシー ターゲット,サブカテゴリ,サブカテゴリの GUID,包含設定,除外設定,設定値')
        $name = 'ログオン ボマ、表示'
        $encoding = [System.Text.Encoding]::GetEncoding(932)
    }
    $settings = @(if ($Bench.auditPolicy.subcategories) { $Bench.auditPolicy.subcategories.PSObject.Properties })
    foreach ($setting in $settings) {
        $lines += '{0},System,"{1}",{{{2}}},{3},,{4}' -f $env:COMPUTERNAME, $name, $setting.Name, $words[$setting.Value], $setting.Value
    }
    foreach ($setting in $settings) {
        $lines += '{0},S-1-5-21-1-2-3-1001,"{1}",{{{2}}},{3},{4},{5}' -f $env:COMPUTERNAME, $name, $setting.Name, $words[1], $words[2], 9
    }
    $lines += "$env:COMPUTERNAME,,Option:CrashOnAuditFail,,$($words[0]),,0"
    [System.IO.File]::WriteAllLines($File, [string[]]$lines, $encoding)
    0
}

function Set-BenchAuditPolicy {
    param([string[]]$Arguments)
    if (($Arguments -join ' ') -notmatch '^/set /subcategory:\{(\S+)\} /success:(en|dis)able /failure:(en|dis)able$') { return 87 }
    $Bench.auditPolicy.subcategories.($Matches[1]) = [int]($Matches[2] -eq 'en') + 2 * [int]($Matches[3] -eq 'en')
    0
}
