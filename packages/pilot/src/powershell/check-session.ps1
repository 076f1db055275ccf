# Behind the agent's script and the checks: answers claims instead of areas.

# Ends a check that has nothing to see on this machine.
function Skip-Claim {
    param([string]$Reason)
    throw (New-Failure 'SKIPPED' $Reason)
}

# The identifier of the error that an action ends with; empty where it succeeds.
function Get-ErrorId {
    param([scriptblock]$Action)
    try { $null = & $Action }
    catch { return [string]$_.FullyQualifiedErrorId }
    ''
}

function Invoke-SessionRequest {
    param([string]$Method, $Params)
    ConvertTo-Json -InputObject (Get-ClaimAnswer ([string]$Params.claim)) -Compress
}

function Get-ClaimAnswer {
    param([string]$Id)
    try {
        $answer = & $ClaimChecks[$Id]
        if ($answer -is [bool] -or $answer -is [string]) { return @{ answer = $answer } }
        if ($answer -is [System.ValueType]) { return @{ answer = [long]$answer } }
        @{ failure = 'NO_SINGLE_ANSWER' }
    }
    catch {
        $failure = ConvertTo-Failure $_
        if ($failure.code -ceq 'SKIPPED') { return @{ skipped = $failure.detail } }
        @{ failure = $failure.code }
    }
}
