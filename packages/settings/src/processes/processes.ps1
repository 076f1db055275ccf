# Facts: each program that runs, once, by image and path; the path is null where not even an administrator may ask for it. One
# query for all processes.
function Read-Processes {
    param($Request)
    $seen = @{}
    $running = @(
        foreach ($process in Get-RunningProcess) {
            $key = "$($process.Name)|$($process.ExecutablePath)"
            if ($seen.ContainsKey($key)) { continue }
            $seen[$key] = $true
            @{ name = $process.Name; path = $process.ExecutablePath }
        }
    )
    @{ running = $running }
}
