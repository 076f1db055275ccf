# Facts: the keys of the exported security policy that exist, as numbers. With LockoutBadCount 0 Windows exports
# neither duration; AllowAdministratorLockout is missing on builds without it.
function Read-AccountLockout {
    param($Request)
    Read-SecurityPolicyKey -Request $Request
}

# All declared keys go in one import even when only one differs: written singly, the order that Windows accepts
# depends on the values (the duration must not be less than the reset window at any time).
function Set-AccountLockout {
    param($Request, $Desired)
    Add-SecurityPolicy -Value $Desired
}
