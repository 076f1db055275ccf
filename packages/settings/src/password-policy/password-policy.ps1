# Facts: the asked keys of the exported security policy that exist, as numbers.
function Read-PasswordPolicy {
    param($Request)
    Read-SecurityPolicyKey -Request $Request
}

# All declared keys go in one import even when only one differs: the two ages are accepted together or not at all.
function Set-PasswordPolicy {
    param($Request, $Desired)
    Add-SecurityPolicy -Value $Desired
}
