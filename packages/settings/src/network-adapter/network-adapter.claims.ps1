function Test-AddressState {
    $numbers = @{ Deprecated = 3; Preferred = 4 }
    $addresses = @(Get-NetIPAddress -ErrorAction Stop | Where-Object { $numbers.ContainsKey([string]$_.AddressState) })
    if ($addresses.Count -eq 0) { Skip-Claim 'no-address-in-use' }
    @($addresses | Where-Object { $numbers[[string]$_.AddressState] -ne [int]$_.AddressState }).Count -eq 0
}
