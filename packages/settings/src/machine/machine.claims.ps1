function Test-EditionInRegistry {
    $version = Get-RegistryTypedMap -Hive LocalMachine -Path 'SOFTWARE\Microsoft\Windows NT\CurrentVersion' -Only 'EditionID', 'DisplayVersion', 'CurrentBuildNumber'
    if ($version['EditionID'].kind -ne 'String') { return $false }
    [int]$version['CurrentBuildNumber'].value -lt 19042 -or $version['DisplayVersion'].value -match '^\d\dH\d$'
}

function Test-PairsOfRenames {
    $held = (Get-RegistryTypedMap -Hive LocalMachine -Path 'SYSTEM\CurrentControlSet\Control\Session Manager' -Only 'PendingFileRenameOperations')['PendingFileRenameOperations']
    if ($null -eq $held) { Skip-Claim 'no-renames' }
    @($held.value).Count % 2 -eq 0
}

function Test-NoClusterNamespace {
    if (Get-Service -Name 'ClusSvc' -ErrorAction SilentlyContinue) { Skip-Claim 'has-a-cluster' }
    (Get-ErrorId { Get-CimInstance -Namespace 'root/MSCluster' -ClassName MSCluster_ResourceGroup -ErrorAction Stop }) -like 'HRESULT 0x8004100e*'
}
