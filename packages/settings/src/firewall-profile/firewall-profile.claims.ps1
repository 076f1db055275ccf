# Windows' own words beside the numbers, in every profile.
function Test-FirewallNumber {
    $switches = @{ False = 0; True = 1; NotConfigured = 2 }
    $actions = @{ NotConfigured = 0; Allow = 2; Block = 4 }
    $words = @{ Enabled = $switches; NotifyOnListen = $switches; LogAllowed = $switches; DefaultInboundAction = $actions; DefaultOutboundAction = $actions }
    foreach ($instance in Get-NetFirewallProfile -PolicyStore ActiveStore -ErrorAction Stop) {
        foreach ($property in $words.Keys) {
            $value = $instance.$property
            if ($words[$property][[string]$value] -ne [int]$value) { return $false }
        }
    }
    $true
}
