<#
.SYNOPSIS
Reads this machine with Kijun's own scripts and writes one answer file to carry back.
.DESCRIPTION
Run it in Windows PowerShell 5.1 as an administrator, on a machine that the folder was packed for. It reads only. It writes
one file, into the folder "answers" beside this script unless another folder is named.
.PARAMETER OutputFolder
Where the answer goes, for a folder on media that cannot be written to. It is made where it does not exist.
.PARAMETER StandIns
For a rehearsal where there is no Windows: a folder of scripts that stand in for it. The answer says so, and is never
taken in.
#>
[CmdletBinding()]
param([string]$OutputFolder, [string]$StandIns)
Set-StrictMode -Off
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
