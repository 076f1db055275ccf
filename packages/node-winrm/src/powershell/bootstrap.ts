import { PART_CHARACTERS, REQUEST_PREFIX } from "./frames.js";

/** Longest line cmd.exe takes is 8,191 characters; the rest is left to its own wrapping. */
const MAX_COMMAND_CHARACTERS = 8000;

const SWITCHES =
  "powershell.exe -NoProfile -NonInteractive -ExecutionPolicy Bypass -OutputFormat Text -EncodedCommand ";
const TOKEN = /^[0-9a-f]{16}$/u;

/**
 * The loop that runs on the remote side, in Windows PowerShell 5.1.
 *
 * - The loop and the script are dot-sourced, so that `$script:` variables are those at the script's own top level.
 * - All its state lives in `$K1`, so that variables of the dot-sourced script cannot disturb it; every key exists from the
 *   start because the script may switch strict mode on.
 * - `$input` at the top of an encoded command is fed by the host line by line, so the process block sees each line at once.
 *   Hosts that do not feed it leave it empty; then, and only then, the last line finds something to read on stdin.
 * - Answers leave through the raw output stream in one write: [Console]::Out cuts text into 256-byte writes, and WinRM
 *   answers a Receive with whatever is there.
 * - SHA256CryptoServiceProvider, because SHA256Managed throws under the FIPS policy.
 * - All streams of a request are merged; its last string is the answer, everything else is written out as stray text.
 */
const BOOTSTRAP = `
$ProgressPreference='SilentlyContinue'
try{[Diagnostics.Process]::GetCurrentProcess().PriorityClass='BelowNormal'}catch{}
$K1loop={
begin{
$K1=@{id=0;part=0;text='';out=[Console]::OpenStandardOutput();sha=New-Object Security.Cryptography.SHA256CryptoServiceProvider;items=$null;json=$null;data=$null}
function K1Check($text){[BitConverter]::ToString($K1.sha.ComputeHash([Text.Encoding]::ASCII.GetBytes($text)),0,4).Replace('-','').ToLowerInvariant()}
function K1Write($kind,$json){
$m=New-Object IO.MemoryStream
$g=New-Object IO.Compression.GZipStream($m,[IO.Compression.CompressionMode]::Compress)
$b=[Text.Encoding]::UTF8.GetBytes($json)
$g.Write($b,0,$b.Length)
$g.Dispose()
$t=[Convert]::ToBase64String($m.ToArray())
$n=[int][Math]::Ceiling($t.Length/${PART_CHARACTERS})
$w=New-Object Text.StringBuilder
for($i=0;$i -lt $n;$i++){
$p=$t.Substring($i*${PART_CHARACTERS},[Math]::Min(${PART_CHARACTERS},$t.Length-$i*${PART_CHARACTERS}))
[void]$w.Append("@TOKEN@ $($K1.id) $kind $($i+1) $n $(K1Check $p) $p\`r\`n")
}
$b=[Text.Encoding]::ASCII.GetBytes($w.ToString())
[Console]::Out.Flush()
$K1.out.Write($b,0,$b.Length)
$K1.out.Flush()
}
function K1Error($message,$errorId,$stack){K1Write error (ConvertTo-Json -Compress -InputObject @{message="$message";errorId="$errorId";scriptStackTrace="$stack"})}
function Write-SessionProgress($object){K1Write progress (ConvertTo-Json -Depth 20 -Compress -InputObject $object)}
function K1Next($message){
if($message){K1Error $message 'FrameDamaged'}
$K1.id++
$K1.part=0
$K1.text=''
}
}
process{
$K1.items="$_".Split(' ')
if($K1.items.Length -ne 6 -or $K1.items[0] -cne '${REQUEST_PREFIX}'){return}
if([int]$K1.items[1] -lt $K1.id -or([int]$K1.items[1] -eq $K1.id -and [int]$K1.items[2] -le $K1.part)){return}
if([int]$K1.items[1] -ne $K1.id -or[int]$K1.items[2] -ne $K1.part+1){
$K1.id=[int]$K1.items[1]
K1Next 'A part of the request is missing.'
return
}
if((K1Check $K1.items[5]) -cne $K1.items[4]){K1Next 'The checksum of a part is wrong.';return}
$K1.text+=$K1.items[5]
if(++$K1.part -lt [int]$K1.items[3]){return}
try{
$K1.data=(New-Object IO.StreamReader((New-Object IO.Compression.GZipStream((New-Object IO.MemoryStream(,[Convert]::FromBase64String($K1.text))),[IO.Compression.CompressionMode]::Decompress)),[Text.Encoding]::UTF8)).ReadToEnd()|ConvertFrom-Json
$K1.json=$null
if($K1.id -eq 0){$K1.items=.([scriptblock]::Create($K1.data.script)) *>&1}
else{$K1.items=&{Invoke-SessionRequest -Method $K1.data.method -Params $K1.data.params} *>&1}
foreach($K1i in @($K1.items)){
if($K1.id -and $K1i -is [string]){if($null -ne $K1.json){[Console]::Out.WriteLine($K1.json)};$K1.json=$K1i}
elseif($null -ne $K1i){[Console]::Out.WriteLine("$K1i")}
}
if($K1.id){
if($null -eq $K1.json){throw 'Invoke-SessionRequest returned no JSON text.'}
K1Write result $K1.json
}
}catch{K1Error $_.Exception.Message $_.FullyQualifiedErrorId $_.ScriptStackTrace}
K1Next
}
}
$input|.$K1loop
&{while($null -ne($l=[Console]::In.ReadLine())){$l}}|.$K1loop
`;

/**
 * Command line that starts the framed loop in Windows PowerShell.
 *
 * @param token 16 hexadecimal digits, random per session, in front of every answer line
 * @throws RangeError when the token is malformed
 */
export function buildBootstrap(token: string): string {
  if (!TOKEN.test(token)) throw new RangeError("a session token is 16 lower-case hexadecimal digits");
  const script = BOOTSTRAP.trim().replace("@TOKEN@", token);
  const line = SWITCHES + Buffer.from(script, "utf16le").toString("base64");
  if (line.length >= MAX_COMMAND_CHARACTERS) throw new RangeError("the bootstrap has outgrown the command line");
  return line;
}

/** The token of a command line made by `buildBootstrap`; undefined for any other command. */
export function parseBootstrap(commandLine: string): { token: string } | undefined {
  if (!commandLine.startsWith(SWITCHES)) return undefined;
  const script = Buffer.from(commandLine.slice(SWITCHES.length), "base64").toString("utf16le");
  const token = /\.Append\("([0-9a-f]{16}) \$\(\$K1\.id\)/u.exec(script)?.[1];
  return token !== undefined && buildBootstrap(token) === commandLine ? { token } : undefined;
}
