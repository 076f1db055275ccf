# What Windows answers is what it is said to be, or it is refused: here, for everything that is asked. A property that is
# missing, that is null where something belongs, or that is of another type never becomes a value.

# The named properties of the instances of a class, each a table; kinds as ConvertTo-WindowsFact knows them. The empty answer of
# a class that is never empty is refused (Always). With Key one instance of another shape does not lose the others: it is
# answered by its key, with the failure.
function Get-WindowsInstance {
    param([string]$ClassName, [hashtable]$Property, [string]$Namespace = 'root/cimv2', [string]$Filter, [string]$Key, [switch]$Always)
    $query = @{ Namespace = $Namespace; ClassName = $ClassName; Property = [string[]]@($Property.Keys); OperationTimeoutSec = 60; ErrorAction = 'Stop' }
    if ($Filter) { $query.Filter = $Filter }
    try { $instances = @(Get-CimInstance @query) }
    catch {
        $failure = ConvertTo-Failure $_
        throw (New-Failure $failure.code ('{0}: {1}' -f $ClassName, $failure.detail))
    }
    ConvertTo-WindowsRow $instances $Property $ClassName -Key $Key -Always:$Always
}

# The same of objects that a cmdlet answered.
function ConvertTo-WindowsRow {
    param($Objects, [hashtable]$Property, [string]$Source, [string]$Key, [switch]$Always)
    if ($Always -and @($Objects).Count -eq 0) { throw (New-Failure 'ANSWER_INVALID' "$Source answers nothing") }
    foreach ($object in $Objects) {
        try { ConvertTo-WindowsFact $object $Property $Source }
        catch {
            if (-not $Key) { throw }
            $row = ConvertTo-WindowsFact $object @{ $Key = $Property[$Key] } $Source
            $row.failure = ConvertTo-Failure $_
            $row
        }
    }
}

# The named properties of one object as a table. Kinds: text, number, dword (a number of the registry), flag, time, texts (a list
# of them); with ? null is an answer, too.
function ConvertTo-WindowsFact {
    param($Object, [hashtable]$Property, [string]$Source, [string]$Code = 'ANSWER_INVALID')
    if ($null -eq $Object) { throw (New-Failure $Code $Source) }
    $fact = @{}
    $strange = @()
    foreach ($name in $Property.Keys) {
        $kind = $Property[$name]
        $value = $Object.$name
        if ($null -eq $value -and $kind.EndsWith('?')) { $fact[$name] = $null }
        elseif (-not (Test-WindowsKind $value $kind.TrimEnd('?'))) { $strange += "$Source.$name" }
        elseif ($value -is [string] -or $value -is [bool] -or $value -is [datetime]) { $fact[$name] = $value }
        elseif ($value -is [array]) { $fact[$name] = [string[]]$value }
        else { $fact[$name] = [long]$value }
    }
    if ($strange.Count -eq 0) { return $fact }
    [array]::Sort($strange, [System.StringComparer]::Ordinal)
    throw (New-Failure $Code $strange[0])
}

function Test-WindowsKind {
    param($Value, [string]$Kind)
    switch ($Kind) {
        'text' { return $Value -is [string] }
        'flag' { return $Value -is [bool] }
        'time' { return $Value -is [datetime] }
        'number' {
            if ($Value -isnot [ValueType]) { return $false }
            $code = [int][System.Type]::GetTypeCode($Value.GetType())
            return $code -ge 5 -and $code -le 12 # SByte to UInt64, and what is named by one of them
        }
        'dword' { return $Value -is [int] }
        'texts' { return $Value -is [array] -and @($Value | Where-Object { $_ -isnot [string] }).Count -eq 0 }
    }
    $false
}

# Every process but that of the idle processor, which is no program; the path is null where not even an administrator may ask
# for it.
function Get-RunningProcess {
    $properties = @{ ProcessId = 'number'; Name = 'text'; ExecutablePath = 'text?' }
    foreach ($process in Get-WindowsInstance -ClassName Win32_Process -Property $properties -Always) {
        if ($process.ProcessId -ne 0) { $process }
    }
}
