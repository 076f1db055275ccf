function Test-MissingLog {
    try { Open-EventLogConfiguration 'Kijun-Pilot-No-Such-Log' }
    catch { return (ConvertTo-Failure $_).code -eq 'LOG_MISSING' }
    $false
}
