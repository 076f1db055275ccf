# Facts: when the passwords of the asked accounts were last set. Nobody logs on with them: that could lock an account, and a check
# is given no password.
function Read-SpecifiedPassword {
    param($Request)
    $all = if (Test-DomainController) { @(Get-DirectoryPassword) } else { @(Get-LocalPassword) }
    $asked = @($Request.names)
    $accounts = @($all | Where-Object { $account = $_; @($asked | Where-Object { Find-LocalPrincipal @($account) $_ }).Count -gt 0 })
    @{
        utcOffsetMinutes = Get-UtcOffsetMinute
        accounts         = @($accounts | ForEach-Object { @{ sid = $_.SID; name = $_.Name; lastSet = $_.lastSet } })
    }
}

# PasswordLastSet is empty where the password was never set, or has to be changed at the next logon. The SID is an object of its own.
function Get-LocalPassword {
    foreach ($account in Get-LocalUser -ErrorAction Stop) {
        $sid = [string]$account.SID
        if ($sid -notmatch '^S-1-5-21-') { throw (New-Failure 'ANSWER_INVALID' 'LocalUser.SID') }
        $fact = ConvertTo-WindowsFact $account @{ Name = 'text'; PasswordLastSet = 'time?' } 'LocalUser'
        $lastSet = if ($null -ne $fact.PasswordLastSet) { ConvertTo-UtcText $fact.PasswordLastSet } else { $null }
        [pscustomobject]@{ SID = $sid; Name = $fact.Name; lastSet = $lastSet }
    }
}

# The same of the domain that the controller keeps; 0 = to be changed at the next logon.
function Get-DirectoryPassword {
    foreach ($account in Find-DirectoryAccount) {
        $lastSet = if ($account.pwdLastSet -gt 0) { ConvertTo-UtcText ([datetime]::FromFileTimeUtc($account.pwdLastSet)) } else { $null }
        [pscustomobject]@{ SID = ConvertTo-SidText $account.objectSid; Name = $account.sAMAccountName; lastSet = $lastSet }
    }
}

function Find-DirectoryAccount {
    $searcher = New-Object System.DirectoryServices.DirectorySearcher '(&(objectCategory=person)(objectClass=user))'
    $searcher.PageSize = 500
    foreach ($name in 'objectSid', 'sAMAccountName', 'pwdLastSet') { $null = $searcher.PropertiesToLoad.Add($name) }
    $found = $searcher.FindAll()
    try {
        foreach ($entry in $found) {
            @{
                objectSid      = [byte[]]$entry.Properties['objectsid'][0]
                sAMAccountName = [string]$entry.Properties['samaccountname'][0]
                pwdLastSet     = [long]$entry.Properties['pwdlastset'][0]
            }
        }
    }
    finally { $found.Dispose(); $searcher.Dispose() }
}
