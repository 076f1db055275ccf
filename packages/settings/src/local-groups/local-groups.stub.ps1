# The cmdlets of local groups on groups of the case. The id of the error of a denial is believed.

function Get-BenchGroup {
    param([string]$Sid, [string]$Call)
    Add-BenchCall $Call
    $group = $Bench.localGroups[$Sid]
    if ($null -eq $group) { throw "no group $Sid" }
    if ($group.guarded) { throw (New-BenchError (New-Object System.Exception) 'AccessDenied') }
    $group
}

function Add-LocalGroupMember {
    [CmdletBinding()] param([string]$SID, [string]$Member)
    $group = Get-BenchGroup $SID "Add-LocalGroupMember $SID"
    if ($group.members -contains $Member) { throw (New-BenchError (New-Object System.Exception) 'MemberExists') }
    $group.members = @($group.members) + $Member
}

function Remove-LocalGroupMember {
    [CmdletBinding()] param([string]$SID, [string]$Member)
    $group = Get-BenchGroup $SID "Remove-LocalGroupMember $SID"
    if ($group.members -notcontains $Member) { throw (New-BenchError (New-Object System.Exception) 'MemberNotFound') }
    $group.members = @($group.members | Where-Object { $_ -ne $Member })
}
