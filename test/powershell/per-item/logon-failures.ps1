# Each entry taken apart, also where it is like an earlier one.
function Read-LogonFailuresPerItem {
    param($Request)
    $known = $FailureLimit.known
    $FailureLimit.known = 0
    try { Read-LogonFailures $Request }
    finally { $FailureLimit.known = $known }
}
