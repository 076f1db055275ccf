# The task service on the tasks of the case: folders, tasks and their XML by the members and elements of the published
# interfaces and schema. That a property which may not be read is empty is believed.

Add-BenchStore 'scheduledTasks'

class BenchTask {
    [string]$Path
    [bool]$Enabled
    [string]$Xml
}

class BenchTaskFolder {
    hidden $Paths
    [string]$Path
    [object[]] GetTasks([int]$Flags) {
        if ($Flags -ne 1) { throw 'hidden tasks are to be asked for too' }
        $prefix = $this.Path.TrimEnd('\') + '\'
        return @(foreach ($name in $this.Paths.Keys) {
                if ($name.StartsWith($prefix, 'OrdinalIgnoreCase') -and $name.IndexOf('\', $prefix.Length) -lt 0) { New-BenchTask $name $this.Paths[$name] }
            })
    }
    [object[]] GetFolders([int]$Flags) {
        $prefix = $this.Path.TrimEnd('\') + '\'
        $folders = @{}
        foreach ($name in $this.Paths.Keys) {
            $end = $name.IndexOf('\', [Math]::Min($prefix.Length, $name.Length))
            if ($name.StartsWith($prefix, 'OrdinalIgnoreCase') -and $end -ge 0) { $folders[$name.Substring(0, $end)] = $true }
        }
        return @(foreach ($folder in $folders.Keys) { New-Object BenchTaskFolder -Property @{ Paths = $this.Paths; Path = $folder } })
    }
}

class BenchTaskService {
    [object] GetFolder([string]$Path) { return New-BenchTaskFolder $Path }
}

function New-BenchTaskFolder { param([string]$Path) New-Object BenchTaskFolder -Property @{ Paths = $Bench.scheduledTasks; Path = $Path } }

function New-TaskService {
    Add-BenchCall 'Schedule.Service'
    New-Object BenchTaskService
}

function New-BenchTask {
    param([string]$Path, $State)
    New-Object BenchTask -Property @{ Path = $Path; Enabled = $State.enabled; Xml = Get-BenchTaskXml $State }
}

function Get-BenchTaskXml {
    param($State)
    if ($State.fault -eq 'unreadable') { return '' }
    $text = { param($Name, $Value) if ($Value) { "<$Name>$([System.Security.SecurityElement]::Escape($Value))</$Name>" } }
    $who = if ($State.account -match '^S-1-5-32-|^S-1-1-0$|^S-1-5-4$|^S-1-5-11$') { 'GroupId' } else { 'UserId' }
    $actions = foreach ($action in @($State.actions)) {
        $value = if ($action.kind -eq 'Exec') { 'Command' } else { 'ClassId' }
        "<$($action.kind)>$(& $text $value $action.target)<Arguments>/q</Arguments></$($action.kind)>"
    }
    $xml = @('<?xml version="1.0" encoding="UTF-16"?>'
        '<Task version="1.4" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">'
        "<RegistrationInfo>$(& $text Author $State.author)</RegistrationInfo><Triggers />"
        "<Principals><Principal id=`"Author`">$(& $text $who $State.account)$(& $text RunLevel $State.runLevel)</Principal></Principals>"
        "<Settings><Enabled>$($State.enabled)</Enabled></Settings><Actions Context=`"Author`">$actions</Actions></Task>") -join "`n"
    if ($State.fault -eq 'damaged') { return $xml.Substring(0, $xml.Length - 9) }
    $xml
}

function Get-TaskAccountSid {
    param([string]$Account)
    foreach ($state in $Bench.scheduledTasks.Values) { if ($state.account -eq $Account) { return $state.sid } }
    throw "the case has no account $Account"
}
