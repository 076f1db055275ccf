import { z } from "zod";

/** A path on the machine itself: a share would be asked for over the network by whoever reads. */
const LOCAL_PATH = /^(?:[A-Za-z]:|%[A-Za-z0-9()_]+%)\\[^<>"|?*]+$/;
const localPath = z
  .string()
  .max(260)
  .regex(LOCAL_PATH, "must be a path on the machine itself: C:\\Program Files\\Vendor\\x.exe or %ProgramFiles%\\...");
/** The last part may hold wildcards, because logs are named after days. */
const logPath = z
  .string()
  .max(260)
  .refine(
    (path) => LOCAL_PATH.test(path.replace(/[^\\]+$/, (name) => name.replaceAll(/[*?]/g, "x"))),
    "must be a path on the machine itself, with * and ? in the file's name only: C:\\ProgramData\\Vendor\\log*.txt",
  );
/** Stands in an XPath between quotes. */
const quotable = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[^'"]*$/, "must hold no quotes");
const shortName = z
  .string()
  .regex(/^[^\\/\s*]{1,256}$/, "must be the short name of a service or driver (WinDefend), not its display name");
const encoding = z.enum(["utf-8", "cp932", "utf-16"]);
const pattern = z.string().min(1).max(300);
/** A line as the vendor's manual or a reference machine shows it; the pattern must match it. */
const example = z.string().min(1).max(300);
/** What stands for a value that was found: `{ "1": "block" }`. */
const words = z
  .record(
    z
      .string()
      .max(100)
      .regex(/^[^=]*$/, "must hold no ="),
    z
      .string()
      .max(100)
      .regex(/^[^'"\s]+$/, "must be one word"),
  )
  .optional();

/**
 * Every kind of probe: where a fact about a product is found. Which of several facts of one place is meant is said by
 * `read`. Bounds and meanings are in docs/probes.md.
 */
export const probeKinds = {
  registry: z.strictObject({
    probe: z.literal("registry"),
    key: z
      .string()
      .max(255)
      .regex(/^HK(?:LM|CU)\\[^\\].*[^\\]$/, "must be a key below HKLM\\ or, of a user, below HKCU\\"),
    /** Absent for the key itself: `present` or `absent`. */
    value: z.string().max(255).optional(),
    /** Whose HKCU: a SID, the name of an account of the machine, or `every`. */
    user: z.string().min(1).max(256).optional(),
    /** A value of another type is shown with its type, so that it never equals the declared one. */
    type: z.enum(["String", "ExpandString", "DWord", "QWord", "Binary", "MultiString"]).optional(),
    words,
  }),
  uninstall: z.strictObject({
    probe: z.literal("uninstall"),
    entry: z
      .string()
      .min(1)
      .max(255)
      .regex(/^[^\\]+$/, "must be a product code or the name of an uninstall key"),
    view: z.enum(["64-bit", "32-bit"]).optional(),
    read: z.enum(["version", "publisher", "name"]),
    words,
  }),
  service: z.strictObject({
    probe: z.literal("service"),
    service: shortName,
    read: z.enum(["state", "start", "account", "path"]),
    words,
  }),
  driver: z.strictObject({
    probe: z.literal("driver"),
    driver: shortName,
    read: z.enum(["state", "start", "path"]),
    words,
  }),
  file: z.strictObject({
    probe: z.literal("file"),
    file: localPath,
    read: z.enum(["presence", "version", "sha256", "publisher", "thumbprint"]),
    words,
  }),
  process: z.strictObject({
    probe: z.literal("process"),
    /** A path, or a name alone (`tnslsnr.exe`). */
    image: z
      .string()
      .max(260)
      .regex(/^(?:[A-Za-z]:\\.*\\)?[^\\/:*?"<>|]+\.[A-Za-z]+$/, "must be an executable's path or name"),
    words,
  }),
  "scheduled-task": z.strictObject({
    probe: z.literal("scheduled-task"),
    task: z
      .string()
      .max(260)
      .regex(/^\\[^*]+$/, "must be the path and name of a task: \\Vendor\\Update"),
    read: z.enum(["state", "last-result", "account"]),
    words,
  }),
  "event-log": z.strictObject({
    probe: z.literal("event-log"),
    channel: quotable,
    provider: quotable.optional(),
    ids: z.array(z.int().min(0).max(65_535)).min(1).max(20).optional(),
    /** Fields of EventData that must have these values. */
    data: z.record(quotable.regex(/^[^=]+$/, "must hold no ="), quotable).optional(),
    days: z.int().min(1).max(3_660),
    read: z.enum(["count", "last"]),
    words,
  }),
  "text-log": z.strictObject({
    probe: z.literal("text-log"),
    file: logPath,
    encoding,
    pattern,
    example,
    timeFormat: z
      .string()
      .regex(
        /^(?=.*yyyy)(?=.*MM)(?=.*dd)(?:yyyy|MM|dd|HH|mm|ss|[-/:. T])+$/,
        "must be made of yyyy, MM, dd, HH, mm, ss and separators: yyyy/MM/dd HH:mm:ss",
      )
      .optional(),
    read: z.enum(["count", "last", "age-days", "value"]),
    words,
  }),
  port: z.strictObject({
    probe: z.literal("port"),
    protocol: z.enum(["tcp", "udp"]),
    port: z.int().min(1).max(65_535),
    read: z.enum(["state", "process"]),
    words,
  }),
  command: z.strictObject({
    probe: z.literal("command"),
    exe: localPath,
    /** Of the one file that may be run under that path. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/, "must be 64 lower-case hexadecimal digits"),
    arguments: z.string().max(500).optional(),
    read: z.enum(["exit-code", "output"]),
    encoding: encoding.optional(),
    pattern: pattern.optional(),
    example: example.optional(),
    timeoutSeconds: z.int().min(1).max(20),
    words,
  }),
} as const;

export type ProbeKind = keyof typeof probeKinds;

/** What a probe asks for, without what is expected. */
export type Probe = { [Kind in ProbeKind]: z.output<(typeof probeKinds)[Kind]> }[ProbeKind];

/** The words that a probe can find where they are Windows' or ours; undefined where they are the vendor's. */
export function wordsOf(probe: Probe): readonly string[] | undefined {
  switch (probe.probe) {
    case "registry":
      return probe.value === undefined ? ["present"] : undefined;
    case "file":
      return probe.read === "presence" ? ["present"] : undefined;
    case "port":
      return probe.read === "state" ? ["listening", "not-listening"] : undefined;
    case "scheduled-task":
      return probe.read === "state" ? ["enabled", "disabled"] : undefined;
    case "service":
    case "driver":
      if (probe.read === "state") return ["Running", "Stopped", "Paused"];
      return probe.read === "start" ? ["Auto", "Manual", "Disabled", "Boot", "System"] : undefined;
    default:
      return undefined;
  }
}
