# Facts: size of the asked files that exist, and where it is the size that is asked about, the SHA-256 of the content. A
# file that cannot be read does not lose the others.
function Read-File {
    param($Request)
    $files = @{}
    foreach ($asked in $Request.files.PSObject.Properties) {
        try {
            $file = Get-FileFact $asked.Name $asked.Value.sizeBytes
            if ($null -ne $file) { $files[$asked.Name] = $file }
        }
        catch { $files[$asked.Name] = @{ failure = ConvertTo-Failure $_ } }
    }
    @{ files = $files }
}

function Get-FileFact {
    param([string]$Path, $Size)
    if (-not (Test-PlainFile $Path)) { return }
    Invoke-WithFile $Path {
        param($Stream)
        $fact = @{ sizeBytes = [long]$Stream.Length }
        if ($null -ne $Size -and $Stream.Length -eq $Size) {
            # The class that a machine held to FIPS algorithms also has.
            $algorithm = New-Object System.Security.Cryptography.SHA256CryptoServiceProvider
            $fact.sha256 = -join @($algorithm.ComputeHash($Stream) | ForEach-Object { $_.ToString('x2') })
            $algorithm.Dispose()
            if ($Stream.Position -ne $Stream.Length) { throw (New-Failure 'READ_FAILED' $Path) }
        }
        $fact
    }
}

# Deletes what is declared absent, outside the protected folders. Content is never written.
function Set-File {
    param($Request, $Desired)
    foreach ($wanted in $Desired.entries.PSObject.Properties) {
        $path = $wanted.Name
        try {
            if ($wanted.Value -eq 'absent') {
                if (-not (Test-PlainFile $path)) { continue }
                if (Test-ProtectedFile $path $Desired) { throw (New-Failure 'PATH_PROTECTED' "nothing is deleted below $($Desired.protectedFolders -join ', ')") }
                Remove-PlainFile $path
            }
            else {
                $file = Get-FileFact $path $wanted.Value.sizeBytes
                if ($file.sha256 -ne $wanted.Value.sha256) {
                    throw (New-Failure 'CONTENT_NOT_DELIVERED' 'content travels with a signed package, which is not delivered yet: put the file there by hand')
                }
            }
        }
        catch {
            $failure = ConvertTo-WriteFailure $_
            @{ key = $path; code = $failure.code; detail = $failure.detail }
        }
    }
}

# By the real path: Windows need not be on C:.
function Test-ProtectedFile {
    param([string]$Path, $Desired)
    $target = Resolve-FilePath $Path
    $below = { param($Folders) @($Folders | Where-Object { $target.StartsWith((Resolve-FilePath $_) + '\', [System.StringComparison]::OrdinalIgnoreCase) }).Count -gt 0 }
    (& $below $Desired.protectedFolders) -and -not (& $below $Desired.deletableFolders)
}
