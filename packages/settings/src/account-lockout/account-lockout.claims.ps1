function Test-NoLockoutTime {
    $policy = Get-SecurityPolicySection 'System Access'
    if ($policy['LockoutBadCount'] -ne '0') { Skip-Claim 'accounts-are-locked' }
    -not ($policy.ContainsKey('LockoutDuration') -or $policy.ContainsKey('ResetLockoutCount'))
}
