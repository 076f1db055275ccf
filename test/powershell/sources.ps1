# Every place at which the agent's script asks Windows for something, found in the script itself: a command that it does not
# define, a function that a stub takes the place of, and a function that uses a .NET type which reaches out of the process. Each is
# put behind Invoke-BenchSource, which notes what is asked and can let it fail.

# What belongs to the language and asks nothing of Windows. Enumerations and exceptions do so neither.
$Bench.pureCommand = @('ConvertTo-Json', 'ForEach-Object', 'Join-Path', 'New-Object', 'Out-Null', 'Select-Object', 'Set-StrictMode', 'Sort-Object', 'Start-Sleep', 'Where-Object')
$Bench.pureType = '^(System\.(Text|Globalization|Collections|Xml|Security\.Cryptography)\..*|System\.(BitConverter|Convert|Math|StringComparer|GC|Type|Array|String|DateTime|TimeSpan|Guid|Char\[\]|Byte\[\])|' +
    'System\.IO\.(Path|MemoryStream|StringReader|StreamReader)|System\.Diagnostics\.(Stopwatch|ProcessStartInfo)|System\.Management\.Automation\.Language\.NullString)$'

$Bench.source = @{}
$Bench.watch = @{ on = $false; inside = 0; asked = [ordered]@{}; fault = $null; struck = $false }

function Get-BenchAst {
    param([string]$File, [type]$Kind)
    $ast = [System.Management.Automation.Language.Parser]::ParseFile($File, [ref]$null, [ref]$null)
    $ast.FindAll({ param($Node) $Node -is $Kind }.GetNewClosure(), $true)
}

function Get-BenchCommandName {
    param($Ast)
    $Ast.FindAll({ param($Node) $Node -is [System.Management.Automation.Language.CommandAst] }, $true) | ForEach-Object { $_.GetCommandName() } | Where-Object { $_ }
}

# Whether the function itself reaches out of the process: by a static member, by an object that it makes, or by a method that it
# names itself.
function Test-BenchReachesOut {
    param($Ast)
    $names = @($Ast.FindAll({ param($Node) $Node -is [System.Management.Automation.Language.MemberExpressionAst] -and $Node.Static -and $Node.Expression -is [System.Management.Automation.Language.TypeExpressionAst] }, $true) |
            ForEach-Object { $_.Expression.TypeName.FullName })
    foreach ($command in $Ast.FindAll({ param($Node) $Node -is [System.Management.Automation.Language.CommandAst] }, $true)) {
        if ($command.GetCommandName() -eq 'New-Object') { $names += $command.CommandElements[1].Extent.Text }
    }
    if ($Ast.Find({ param($Node) $Node -is [System.Management.Automation.Language.InvokeMemberExpressionAst] -and $Node.Member.Value -in 'Invoke', 'InvokeMember' }, $true)) { return $true }
    foreach ($name in $names) {
        $type = $name -as [type]
        $full = if ($type) { $type.FullName } else { $name }
        if (-not ($type -and ($type.IsEnum -or [System.Exception].IsAssignableFrom($type))) -and $full -notmatch $Bench.pureType) { return $true }
    }
    $false
}

# The kind of each source: registry, tool, command, seam (a stub stands for it), own (the agent's function as it is).
function Find-BenchSource {
    $functions = @{}
    foreach ($function in Get-BenchAst $Agent ([System.Management.Automation.Language.FunctionDefinitionAst])) { $functions[$function.Name] = $function }
    $stubbed = @{}
    foreach ($file in [System.IO.Directory]::GetFiles($Stubs, '*.ps1')) {
        foreach ($function in Get-BenchAst $file ([System.Management.Automation.Language.FunctionDefinitionAst])) { $stubbed[$function.Name] = $true }
    }
    $Bench.graph = @{}
    foreach ($name in $functions.Keys) {
        $body = $functions[$name].Body
        $calls = @(Get-BenchCommandName $body)
        $foreign = @($calls | Where-Object { -not $functions.ContainsKey($_) -and $_ -notin $Bench.pureCommand })
        $reaches = Test-BenchReachesOut $body
        if ($stubbed[$name]) { if ($reaches -or $foreign.Count -gt 0) { $Bench.source[$name] = @{ kind = 'seam' } }; continue }
        if ($reaches) { $Bench.source[$name] = @{ kind = 'own' } }
        foreach ($command in $foreign) { $Bench.source[$command] = @{ kind = if ($command -like '*.exe') { 'tool' } else { 'command' } } }
        $Bench.graph[$name] = $calls
    }
    $Bench.source['Open-RegistryKey'] = @{ kind = 'registry' }
}

# The names of the sources that the function can come to, directly or through others.
function Get-BenchReachable {
    param([string]$Function)
    $seen = @{}
    $queue = New-Object System.Collections.Queue
    $queue.Enqueue($Function)
    while ($queue.Count -gt 0) {
        $name = $queue.Dequeue()
        if ($seen.ContainsKey($name)) { continue }
        $seen[$name] = $true
        foreach ($next in $Bench.graph[$name]) { $queue.Enqueue($next) }
    }
    @($seen.Keys | Where-Object { $Bench.source.ContainsKey($_) })
}

function Invoke-BenchSource {
    param([string]$Name, $Given)
    $watch = $Bench.watch
    $source = $Bench.source[$Name]
    $original = $source.original
    if (-not $watch.on -or $watch.inside -gt 0) { return & $original @Given }
    $id = Get-BenchSourceId $Name $Given
    $asked = $watch.asked[$id]
    if ($null -eq $asked) {
        $asked = $watch.asked[$id] = @{ id = $id; name = $Name; kind = $source.kind; family = $Name; members = [ordered]@{}; shapes = @{} }
        if ($Name -eq 'Get-CimInstance') {
            $asked.family = "$Name $(Get-BenchArgument $Given 'ClassName')"
            $asked.only = Get-BenchArgument $Given 'Property'
        }
    }
    $fault = if ($watch.fault.id -eq $id) { $watch.fault }
    if ($fault) { Invoke-BenchFault $fault }
    # What an own function asks is asked by the agent; what a stub asks is not.
    if ($source.kind -eq 'own') { return & $original @Given }
    $watch.inside++
    try {
        if ($source.kind -eq 'tool') { return Invoke-BenchTool $original $Given $asked $fault }
        $answer = @(& $original @Given)
    }
    finally { $watch.inside-- }
    if ($source.kind -eq 'registry') { return Get-BenchKey $answer[0] $asked $fault }
    if ($answer.Count -eq 0) { $asked.empty = $true }
    if ($fault) { $answer = @(Limit-BenchAnswer $fault $answer) }
    foreach ($object in $answer) { , (Copy-BenchObject $object $asked $fault) }
    if ($fault.kind -eq 'cut') { Write-Error -Exception (New-Object System.IO.IOException $BenchText) -ErrorId 'HRESULT 0x800706be' }
}

function Get-BenchArgument {
    param($Given, [string]$Name)
    for ($at = 0; $at -lt $Given.Count; $at++) { if ($Given[$at] -is [string] -and $Given[$at] -match "^-${Name}:?$") { return $Given[$at + 1] } }
}

# Name and arguments, without what is another one each time.
function Get-BenchSourceId {
    param([string]$Name, $Given)
    $texts = @(foreach ($argument in $Given) { if (($argument -is [string] -and $argument -notmatch '^-\w+:?$') -or $argument -is [ValueType]) { [string]$argument } })
    [array]::Sort($texts, [System.StringComparer]::Ordinal)
    (@($Name) + $texts -join ' ') -replace '(kijun-)(\d+-)?[0-9a-f]{32}', '$1*'
}

# Whether it stands for an object of Windows: of a stub's own class, or of none.
function Test-BenchObject {
    param($Object)
    if ($null -eq $Object) { return $false }
    $Object -is [System.Management.Automation.PSCustomObject] -or ($Object.GetType().Assembly.IsDynamic -and -not $Object.GetType().IsEnum)
}

# An object of Windows with its members noted, or the one that fails in its place. Texts, numbers and what the engine has types of
# its own for are handed on.
function Copy-BenchObject {
    param($Object, $Asked, $Fault)
    if (-not (Test-BenchObject $Object)) { return , $Object }
    $typed = $Object -isnot [System.Management.Automation.PSCustomObject]
    $path = if ($typed) { $Object.GetType().Name + '.' }
    if (-not $Fault) {
        Add-BenchMember $Object $Asked $path
        if (-not $typed) { return $Object }
    }
    $copy = New-Object psobject
    foreach ($property in $Object.PSObject.Properties) {
        $value = $property.Value
        if ($Fault.member -eq $path + $property.Name) {
            $Bench.watch.struck = $true
            if ($Fault.kind -eq 'gone') { continue }
            $value = if ($Fault.kind -eq 'wrong') { Get-BenchOtherType $value }
        }
        $copy.PSObject.Properties.Add((New-Object System.Management.Automation.PSNoteProperty $property.Name, $value))
    }
    if ($typed) { Copy-BenchMethod $Object $copy $Asked $Fault }
    $copy
}

# Notes what members an object has, and of which types they are; those of a class by its name.
function Add-BenchMember {
    param($Object, $Asked, [string]$Path)
    $Asked.objects = $true
    $names = @(foreach ($property in $Object.PSObject.Properties) {
            $name = $Path + $property.Name
            $name
            if ($null -eq $Asked.only -or $property.Name -in $Asked.only) { (Get-BenchMember $Asked $name).types[(Get-BenchType $property.Value)] = $true }
        })
    $Asked.shapes[$names -join '|'] = $true
}

# Methods are asked through the copy, so that what they answer can be noted and can fail, too.
function Copy-BenchMethod {
    param($Object, $Copy, $Asked, $Fault)
    Add-Member -InputObject $Copy -NotePropertyName 'Bench' -NotePropertyValue @{ object = $Object; asked = $Asked; fault = $Fault }
    foreach ($method in $Object.GetType().GetMethods()) {
        if ($method.IsSpecialName -or -not $method.DeclaringType.Assembly.IsDynamic) { continue }
        $call = [scriptblock]::Create("Invoke-BenchMethod `$this.Bench '$($method.Name)' `$args")
        Add-Member -InputObject $Copy -MemberType ScriptMethod -Name $method.Name -Value $call
    }
}

function Invoke-BenchMethod {
    param($Of, [string]$Name, $Given)
    $member = "$($Of.object.GetType().Name).$Name()"
    if (-not $Of.fault) { (Get-BenchMember $Of.asked $member).types['method'] = $true }
    if ($Of.fault.member -eq $member) { $Bench.watch.struck = $true; throw (New-BenchFailure 'denied') }
    foreach ($item in $Of.object.GetType().GetMethod($Name).Invoke($Of.object, $Given)) { , (Copy-BenchObject $item $Of.asked $Of.fault) }
}

function Get-BenchMember {
    param($Asked, [string]$Name)
    if ($null -eq $Asked.members[$Name]) { $Asked.members[$Name] = @{ types = @{} } }
    $Asked.members[$Name]
}

function Get-BenchType {
    param($Value)
    if ($null -eq $Value) { return 'null' }
    if ($Value -is [bool]) { return 'flag' }
    if ($Value -is [string]) { return 'text' }
    if ($Value -is [ValueType] -and $Value -isnot [datetime] -and $Value -isnot [timespan]) { return 'number' }
    if ($Value -is [array]) { return 'list' }
    'object'
}

# Puts every source behind Invoke-BenchSource. The arguments are handed on as they are, named ones by their names. Not in a function:
# what it defines is gone with it.
Find-BenchSource
foreach ($name in @($Bench.source.Keys)) {
    $found = Get-Command -Name $name -ErrorAction SilentlyContinue | Select-Object -First 1
    if ($null -eq $found) { continue } # asked for by a write only, or by nothing that runs
    $Bench.source[$name].original = if ($found.CommandType -eq 'Function') { $found.ScriptBlock } else { $found }
    Set-Item -Path "function:$name" -Value ([scriptblock]::Create("Invoke-BenchSource '$name' `$args"))
}
