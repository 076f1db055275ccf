# Facts: the keys of the exported security policy that exist, as numbers. With LockoutBadCount 0 Windows exports
# neither duration; AllowAdministratorLockout is missing on builds without it.
function Read-AccountLockout {
    param($Request)
    $policy = Get-SecurityPolicy
    $facts = @{}
    foreach ($key in 'LockoutBadCount', 'LockoutDuration', 'ResetLockoutCount', 'AllowAdministratorLockout') {
        if ($policy.ContainsKey($key)) { $facts[$key] = [int]$policy[$key] }
    }
    $facts
}

# All declared keys go in one import even when only one differs: written singly, the order that Windows accepts
# depends on the values (the duration must not be less than the reset window at any time).
function Set-AccountLockout {
    param($Request, $Desired)
    Import-SecurityPolicy -Value $Desired
}
