# Facts: kind and data of the asked registry values that exist.
function Read-TimeService {
    param($Request)
    Read-RegistrySetting -Request $Request
}

# The service reads its values when it starts; one that runs is told to read them again. Once, and only where a value is
# another one than before. -2147023834 (0x80070426) = the service does not run (claim `stopped-exit-code`).
function Set-TimeService {
    param($Request, $Desired)
    $before = (Read-RegistrySetting -Request $Desired).values
    Set-RegistrySetting -Desired $Desired
    $after = (Read-RegistrySetting -Request $Desired).values
    $written = @(foreach ($wanted in $Desired.values.PSObject.Properties) {
            $name = $wanted.Name
            $exists = $null -ne $before[$name] -or $null -ne $after[$name]
            if ($exists -and -not (Test-SameRegistryValue $before[$name] $after[$name])) { $name }
        })
    if ($written.Count -eq 0) { return }
    $exit = Update-TimeService
    if ($exit -eq 0 -or $exit -eq -2147023834) { return }
    foreach ($name in $written) { @{ key = $name; code = 'NOT_YET_IN_EFFECT'; detail = "w32tm ended with $exit; the service reads the value when it starts" } }
}

# The exit code. Text on stderr is in the machine's language and would end the script while errors stop it.
function Update-TimeService {
    $ErrorActionPreference = 'Continue'
    $null = & w32tm.exe /config /update 2>&1
    $LASTEXITCODE
}
