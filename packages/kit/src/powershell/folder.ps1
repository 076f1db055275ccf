# The folder as it was packed, and the machine that it stands on. What stands here must also work where scripts are held to a
# restricted language, so it calls cmdlets and programs and no .NET type.

function Read-KitJson {
    param([string]$Name)
    ConvertFrom-Json (Get-Content -LiteralPath (Join-Path $PSScriptRoot $Name) -Raw -Encoding UTF8)
}

# The folder with its texts in the machine's language. Ends the script where the folder is not the one that was packed, since
# half a copy would give half an answer, and where this engine is not the one that the scripts are for.
function Open-KitFolder {
    try { $kit, $manifest = (Read-KitJson 'kit.json'), (Read-KitJson 'manifest.json') }
    catch { Write-Host 'kit.json or manifest.json cannot be read: copy the folder again. Nothing was read.'; exit 2 }
    $texts = if ("$PSUICulture" -like 'ja*') { $kit.texts.ja } else { $kit.texts.en }
    $wrong = @(foreach ($file in $manifest.files.PSObject.Properties) {
            $path = Join-Path $PSScriptRoot $file.Name
            if (-not (Test-Path -LiteralPath $path) -or (Get-FileHash -LiteralPath $path -Algorithm SHA256).Hash -ne $file.Value) { $file.Name }
        })
    if ($wrong.Count -gt 0) { Write-Host ($texts.damaged -f ($wrong -join ', ')); exit 2 }
    $system = Get-KitSystem
    $other = $system.process -ne 'powershell' -or $system.powershellEdition -ne 'Desktop' -or $env:PROCESSOR_ARCHITEW6432
    if ($other -and -not $StandIns) { Write-Host ($texts.otherHost -f $system.process, $system.powershell); exit 2 }
    @{ kit = $kit; manifest = $manifest; texts = $texts; system = $system }
}

# The text of a script of the folder, with what stands in for Windows behind it.
function Get-KitScript {
    param([string[]]$Name)
    $texts = @(foreach ($file in $Name) { Get-Content -LiteralPath (Join-Path $PSScriptRoot $file) -Raw -Encoding UTF8 })
    if ($StandIns) { $texts += foreach ($file in Get-ChildItem -LiteralPath $StandIns -Filter '*.ps1' | Sort-Object -Property Name) { Get-Content -LiteralPath $file.FullName -Raw -Encoding UTF8 } }
    $texts -join "`n"
}

# What a command line prints that is started through cmd.exe, as the WinRM service does it. What it writes to stderr is in
# the machine's language and is dropped.
function Invoke-KitCommand {
    param([string]$CommandLine)
    $ErrorActionPreference = 'Continue'
    $begun = Get-Date
    try {
        $lines = @(& cmd.exe /C $CommandLine 2>$null)
        $exit = $LASTEXITCODE
    }
    catch { return @{ lines = @(); exitCode = $null; milliseconds = 0 } }
    @{ lines = $lines; exitCode = $exit; milliseconds = [int]((Get-Date) - $begun).TotalMilliseconds }
}

# What a started PowerShell says of itself; nothing where it says nothing.
function Get-KitDiagnosis {
    param($Lines)
    foreach ($line in $Lines) {
        if ("$line" -match '^KIJUN (\{.*\})\s*$') { return ConvertFrom-Json $Matches[1] }
    }
}

# Windows and this engine. No name, number, address or account of the machine.
function Get-KitSystem {
    $version = Get-ItemProperty -Path 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion' -ErrorAction SilentlyContinue
    $product = Get-ItemProperty -Path 'HKLM:\SYSTEM\CurrentControlSet\Control\ProductOptions' -ErrorAction SilentlyContinue
    $mode = "$($ExecutionContext.SessionState.LanguageMode)"
    $platform = if ($mode -eq 'FullLanguage') { "$([System.Environment]::OSVersion.Platform)" } else { "$env:OS" }
    @{
        platform = $platform; build = "$($version.CurrentBuildNumber).$($version.UBR)"; edition = "$($version.EditionID)"
        product = "$($product.ProductType)"; language = "$PSUICulture"; languageMode = $mode
        process = "$((Get-Process -Id $PID).ProcessName)"; powershell = "$($PSVersionTable.PSVersion)"; powershellEdition = "$($PSVersionTable.PSEdition)"
    }
}
