# Facts: what each probe found, in the order in which they are asked.
function Read-EncryptionTool {
    param($Request)
    Read-Probe $Request
}
