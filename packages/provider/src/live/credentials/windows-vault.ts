/**
 * Reads a generic credential of the Windows Credential Manager (`cmdkey /generic:TARGET /user:NAME /pass`) with CredReadW;
 * no cmdlet does. The secret leaves as base64 of UTF-8, whatever the console's code page. Ends with the error code of
 * Windows, 1168 also when the entry belongs to another user name. Believed: not yet seen on a real Windows.
 */
const WINDOWS_VAULT_SCRIPT = `
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$types = Add-Type -PassThru -TypeDefinition @'
using System;
using System.Runtime.InteropServices;
using System.Text;
public static class KijunVault {
  [StructLayout(LayoutKind.Sequential)]
  struct Entry {
    public uint Flags; public uint Type; public IntPtr TargetName; public IntPtr Comment; public long LastWritten;
    public uint BlobSize; public IntPtr Blob; public uint Persist; public uint AttributeCount; public IntPtr Attributes;
    public IntPtr TargetAlias; public IntPtr UserName;
  }
  [DllImport("advapi32.dll", EntryPoint = "CredReadW", CharSet = CharSet.Unicode, SetLastError = true)]
  static extern bool CredRead(string target, uint type, uint flags, out IntPtr entry);
  [DllImport("advapi32.dll")]
  static extern void CredFree(IntPtr entry);
  public static int Read(string target, string user, out string secret) {
    secret = "";
    IntPtr pointer;
    if (!CredRead(target, 1, 0, out pointer)) return Marshal.GetLastWin32Error();
    try {
      Entry entry = (Entry)Marshal.PtrToStructure(pointer, typeof(Entry));
      string owner = Marshal.PtrToStringUni(entry.UserName);
      if (user != "" && !string.Equals(user, owner, StringComparison.OrdinalIgnoreCase)) return 1168;
      byte[] blob = new byte[entry.BlobSize];
      if (blob.Length > 0) Marshal.Copy(entry.Blob, blob, 0, blob.Length);
      secret = Convert.ToBase64String(Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(blob)));
      return 0;
    } finally { CredFree(pointer); }
  }
}
'@
$vault = $types | Where-Object { $_.Name -eq 'KijunVault' }
$secret = ''
$code = $vault::Read([string]$env:KIJUN_VAULT_TARGET, [string]$env:KIJUN_VAULT_USER, [ref]$secret)
if ($code -eq 0) { [Console]::Out.WriteLine($secret) }
exit $code
`;

/** For `powershell.exe -EncodedCommand`. */
export const WINDOWS_VAULT_COMMAND = Buffer.from(WINDOWS_VAULT_SCRIPT, "utf16le").toString("base64");
