# Types of services: 0x40 a service of a user, 0x80 with it an instance of one.
function Test-PerUserService {
    $path = 'SYSTEM\CurrentControlSet\Services'
    $types = @{}
    foreach ($name in Get-RegistrySubKeyName -Hive LocalMachine -Path $path) {
        $types[$name] = [int](Get-RegistryTypedMap -Hive LocalMachine -Path "$path\$name" -Only 'Type')['Type'].value
    }
    $instances = @($types.Keys | Where-Object { ($types[$_] -band 0xC0) -eq 0xC0 })
    if ($instances.Count -eq 0) { Skip-Claim 'nobody-is-logged-on' }
    $strange = @($instances | Where-Object { $_ -notmatch '^(.+)_[0-9a-f]+$' -or ($types[$Matches[1]] -band 0xC0) -ne 0x40 })
    $strange.Count -eq 0
}
