function Test-HubDriver {
    $hubs = @(Get-PnpDevice -PresentOnly -ErrorAction Stop | Where-Object { $_.InstanceId -like 'USB\ROOT_HUB*' })
    if ($hubs.Count -eq 0) { Skip-Claim 'no-usb-hub' }
    @($hubs | Where-Object { $_.Service -notlike '*hub*' }).Count -eq 0
}
