# The answer file: one JSON document whose last property is the SHA-256 of everything before it.

function Get-BytesHash {
    param([byte[]]$Bytes)
    $algorithm = New-Object System.Security.Cryptography.SHA256CryptoServiceProvider
    try { [System.BitConverter]::ToString($algorithm.ComputeHash($Bytes)).Replace('-', '').ToLowerInvariant() }
    finally { $algorithm.Dispose() }
}

# A file of the folder as text that JSON can hold, byte for byte.
function Get-FileText {
    param([string]$Name)
    [System.Convert]::ToBase64String([System.IO.File]::ReadAllBytes((Join-Path $PSScriptRoot $Name)))
}

# What was asked for travels with the answer, so that whoever takes it in needs nothing else.
function Get-AnswerText {
    param($Collection)
    $parts = @(
        '"schema":"kijun.answer/1"'
        '"host":"{0}"' -f $Collection.machine.host
        '"observedAt":"{0}"' -f $Collection.observedAt
        '"rehearsal":{0}' -f "$([bool]$StandIns)".ToLowerInvariant()
        '"system":' + (ConvertTo-Json -InputObject $Collection.system -Compress)
        '"manifest":"{0}"' -f (Get-FileText 'manifest.json')
        '"signature":"{0}"' -f (Get-FileText 'manifest.sig')
        '"request":"{0}"' -f (Get-FileText $Collection.machine.request)
        '"answers":[' + ($Collection.answers -join ',') + ']'
    )
    '{' + ($parts -join ',')
}

# Written beside and renamed, so that half a file is never taken for an answer; read back, since media fail.
function Save-Answer {
    param($Collection)
    $body = Get-AnswerText $Collection
    $digest = Get-BytesHash ([System.Text.Encoding]::UTF8.GetBytes($body))
    $bytes = [System.Text.Encoding]::UTF8.GetBytes(('{0},"digest":"{1}"}}{2}' -f $body, $digest, "`n"))
    $name = '{0}-{1}.answer.json' -f $Collection.machine.host, ($Collection.observedAt.Substring(0, 19) -replace '[^0-9T]', '')
    $path = Join-Path $Collection.output $name
    [System.IO.File]::WriteAllBytes("$path.part", $bytes)
    Move-Item -LiteralPath "$path.part" -Destination $path
    $written = Get-BytesHash ([System.IO.File]::ReadAllBytes($path))
    @{ path = $path; digest = $digest; whole = $written -ceq (Get-BytesHash $bytes) }
}
