# What each way to fail looks like to the agent. Messages are in the machine's language; that the agent hands none of them on is
# judged by their text. Ids and exceptions as people report them from Windows; 0x40004 is a timeout (WBEM_S_TIMEDOUT), 0x80041010
# a class and 0x80040154 a COM class that is not there.
$BenchText = '操作は完了しませんでした。'

# As a call of .NET fails: the id is the name of the exception's type.
function New-BenchFailure {
    param([string]$Kind)
    $exception = switch ($Kind) {
        'denied' { New-Object System.UnauthorizedAccessException $BenchText }
        'guarded' { New-Object System.Security.SecurityException $BenchText }
        'missing' { New-Object System.Runtime.InteropServices.COMException $BenchText, -2147221164 }
        'timeout' { New-Object System.TimeoutException $BenchText }
        'cut' { New-Object System.IO.IOException $BenchText }
    }
    New-Object System.Management.Automation.ErrorRecord $exception, $exception.GetType().Name, 'NotSpecified', $null
}

# Commands that ask CIM answer by the HRESULT in the id; a command that is not there has an exception of its own.
function Invoke-BenchFault {
    param($Fault)
    if ($Fault.member -or ($Fault.source -eq 'registry' -and $Fault.kind -ne 'denied')) { return }
    if ($Fault.kind -notin 'denied', 'missing', 'timeout') { return }
    $Bench.watch.struck = $true
    $name = $Fault.name
    if ($Fault.source -eq 'tool') {
        if ($Fault.kind -eq 'missing') { throw (New-Object System.Management.Automation.CommandNotFoundException $BenchText) }
        return
    }
    if ($Fault.source -eq 'registry') { throw (New-BenchFailure 'guarded') }
    if ($Fault.source -ne 'command') { throw (New-BenchFailure $Fault.kind) }
    $id = @{ denied = 'HRESULT 0x80041003'; missing = 'HRESULT 0x80041010'; timeout = 'HRESULT 0x40004' }[$Fault.kind]
    if ($Fault.kind -eq 'missing' -and $name -ne 'Get-CimInstance') { throw (New-Object System.Management.Automation.CommandNotFoundException $BenchText) }
    throw (New-Object System.Management.Automation.ErrorRecord (New-Object System.Exception $BenchText), "$id,$name", 'NotSpecified', $null)
}

# A tool that fails ends with a number and has done nothing; of one that does not tell, its files are not whole, and where it has
# none it has done nothing either (idle).
function Invoke-BenchTool {
    param($Original, $Given, $Asked, $Fault)
    if ($Fault) { $Bench.watch.struck = $true }
    $exit = @{ denied = 5; timeout = 1460; idle = 0 }[[string]$Fault.kind]
    if ($null -ne $exit) {
        if ($exit -ne 0) { Write-Error $BenchText }
        $global:LASTEXITCODE = $exit
        return
    }
    & $Original @Given
    foreach ($argument in $Given) {
        $path = [string]$argument -replace '^/\w+:', ''
        if (-not $path.StartsWith([System.IO.Path]::GetTempPath()) -or -not [System.IO.File]::Exists($path)) { continue }
        $Asked.files = $true
        if ($Fault) { [System.IO.File]::WriteAllBytes($path, [byte[]]@(Limit-BenchFile $Fault.kind ([System.IO.File]::ReadAllBytes($path)))) }
    }
}

# Half a file, one without its last line, an empty one, and one with letters for digits, in one byte a character as in two.
function Limit-BenchFile {
    param([string]$Kind, [byte[]]$Bytes)
    $kept = switch ($Kind) {
        'cut' { [int]($Bytes.Length / 4) * 2 }
        'short' { [array]::LastIndexOf($Bytes, [byte]10, $Bytes.Length - 3) + 1 }
        'empty' { 0 }
        default { $Bytes.Length }
    }
    if ($Kind -eq 'wrong') { for ($at = 0; $at -lt $Bytes.Length; $at++) { if ($Bytes[$at] -ge 48 -and $Bytes[$at] -le 57) { $Bytes[$at] += 55 } } }
    $Bytes | Select-Object -First $kept
}

# What is left of an answer that ends before its end, or that says nothing.
function Limit-BenchAnswer {
    param($Fault, $Answer)
    if ($Fault.kind -in 'empty', 'cut') { $Bench.watch.struck = $true }
    switch ($Fault.kind) {
        'empty' { return }
        'cut' { $Answer | Select-Object -First ([int][System.Math]::Floor($Answer.Count / 2)); return }
    }
    foreach ($object in $Answer) { , $object }
}

function Get-BenchOtherType {
    param($Value)
    switch (Get-BenchType $Value) {
        'text' { return 7 }
        'list' { return 7 }
        'null' { return 7 }
    }
    '?'
}

# The kind of registry value that a value becomes when it is of another one: a number where a text was, a text for anything else, or
# where the area understands that, bytes. Nothing where it understands these, too, and for a text that says nothing.
function Get-BenchOtherKind {
    param($Value, $Understood)
    if ($null -eq $Value -or ($Value -is [string] -and -not $Value)) { return }
    foreach ($kind in $(if ($Value -is [string]) { 'DWord' } else { 'String' }), 'Binary') { if ($kind -notin $Understood) { return $kind } }
}

# A key of the registry that notes what is asked of it.
class BenchKey {
    hidden $Key
    hidden $Asked
    hidden $Fault
    hidden $Watch
    [void] Check() { if ($this.Fault.kind -eq 'cut') { $this.Watch.struck = $true; throw (New-BenchFailure 'cut') } }
    [string[]] GetValueNames() {
        $this.Check()
        return $this.Key.GetValueNames()
    }
    [string[]] GetSubKeyNames() { $this.Check(); return $this.Key.GetSubKeyNames() }
    [object] Other([string]$name) {
        if ($this.Fault.kind -ne 'wrong' -or $this.Fault.member -ne $name) { return $null }
        $value = $this.Key.GetValue($name)
        if ((Get-BenchType $value) -ne $this.Fault.usual) { return $null }
        $other = Get-BenchOtherKind $value $this.Fault.understood
        if ($null -ne $other) { $this.Watch.struck = $true }
        return $other
    }
    [object] GetValueKind([string]$name) {
        $this.Check()
        $other = $this.Other($name)
        return $(if ($null -ne $other) { $other } else { [string]$this.Key.GetValueKind($name) })
    }
    [object] GetValue([string]$name) { return $this.GetValue($name, $null, [Microsoft.Win32.RegistryValueOptions]::None) }
    [object] GetValue([string]$name, [object]$default, [object]$options) {
        $this.Check()
        $value = $this.Key.GetValue($name, $default, $options)
        if ($null -eq $value) { return $default }
        (Get-BenchMember $this.Asked $name).types[(Get-BenchType $value)] = $true
        switch ($this.Other($name)) {
            'DWord' { return 7 }
            'String' { return '?' }
            'Binary' { return [byte[]](7, 7) }
        }
        return $value
    }
    [object] OpenSubKey([string]$name) {
        $this.Check()
        $inner = $this.Key.OpenSubKey($name)
        return $(if ($null -ne $inner) { [BenchKey]@{ Key = $inner; Asked = $this.Asked; Fault = $this.Fault; Watch = $this.Watch } })
    }
    [void] Dispose() { $this.Key.Dispose() }
}

function Get-BenchKey {
    param($Key, $Asked, $Fault)
    $Asked.exists = $null -ne $Key
    if ($null -eq $Key) { return }
    [BenchKey]@{ Key = $Key; Asked = $Asked; Fault = $Fault; Watch = $Bench.watch }
}
