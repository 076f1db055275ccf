function Test-DefenderStopped {
    if ((Get-Service -Name 'WinDefend' -ErrorAction SilentlyContinue).Status -ne 'Stopped') { Skip-Claim 'defender-runs-or-is-missing' }
    (Get-ErrorId { Get-MpPreference -ErrorAction Stop }) -like 'HRESULT 0x800106ba*'
}
