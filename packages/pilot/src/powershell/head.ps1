<#
.SYNOPSIS
Reads this machine with Kijun's own scripts, checks what Kijun believes of Windows, and writes a report.
.DESCRIPTION
Run it in Windows PowerShell 5.1 as an administrator. It changes nothing on the machine but what -Apply names, and writes
into a new folder only.
.PARAMETER OutputFolder
A folder for the report that does not exist yet. Without it: a new one beside this script.
.PARAMETER Apply
Claims whose check changes the machine and takes that back at once, by their ids, with commas between them. None are
checked unless they are named here.
.PARAMETER StandIns
For a rehearsal where there is no Windows: a folder of scripts that stand in for it. The report says so, and is never
taken in.
#>
[CmdletBinding()]
param([string]$OutputFolder, [string[]]$Apply = @(), [string]$StandIns)
Set-StrictMode -Off
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
