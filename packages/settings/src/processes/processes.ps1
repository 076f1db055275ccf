# Facts: each program that runs, once, by image and path; the path is null where not even an administrator may ask for it. One
# query for all processes.
function Read-Processes {
    param($Request)
    $seen = @{}
    $running = @(
        foreach ($process in Get-CimInstance -ClassName Win32_Process -Property 'ProcessId', 'Name', 'ExecutablePath' -ErrorAction Stop) {
            $path = if ($process.ExecutablePath) { [string]$process.ExecutablePath } else { $null }
            $key = "$($process.Name)|$path"
            if ($seen.ContainsKey($key)) { continue }
            $seen[$key] = $true
            @{ name = [string]$process.Name; path = $path }
        }
    )
    @{ running = $running }
}
