import fc from "fast-check";

import { EVERY_KIND, machineCase, replaced } from "../form/machine-states.js";
import type { AreaStates, LiveState, MachineCase } from "../form/machine-states.js";
import type { Registry, RegistryValue, UserProfile } from "../form/windows-state.js";
import { registryValues } from "./registry-values.js";

const DOMAIN = "S-1-5-21-1004336348-1177238915-682003330";
const KEYS = ["SOFTWARE\\JUKI\\Terminal", "SOFTWARE\\業務"] as const;
const NAMES = ["Target", "表示", ""] as const;

const VALUES: readonly [RegistryValue, ...RegistryValue[]] = [
  { kind: "DWord", value: 1 },
  { kind: "DWord", value: 4_294_967_295 },
  { kind: "QWord", value: "600" },
  { kind: "String", value: "1" },
  { kind: "String", value: 'a "b", c' },
  { kind: "String", value: "" },
  { kind: "ExpandString", value: "%SystemRoot%\\表" },
  { kind: "MultiString", value: ["a", "b"] },
  { kind: "MultiString", value: ["b", "a"] },
  { kind: "MultiString", value: [] },
  { kind: "Binary", value: "Cv8=" },
];

const DECLARED = [
  "absent",
  { dword: 1 },
  { dword: 4_294_967_295 },
  { qword: "600" },
  { string: "1" },
  { string: "" },
  { expandString: "%SystemRoot%\\表" },
  { multiString: ["a", "b"] },
  { multiString: ["一"] },
  { multiString: [] },
  { binary: "0aff" },
] as const;

const keyValues = fc
  .dictionary(fc.constantFrom(...NAMES, "TARGET", "\\\\*\\SYSVOL"), fc.constantFrom(...VALUES), { maxKeys: 3 })
  .map(withoutTwins);

/** A key has a value once, whatever the case of its name. */
function withoutTwins(values: Record<string, RegistryValue>): Record<string, RegistryValue> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name !== "TARGET" || !("Target" in values)));
}

const hive = fc.dictionary(fc.constantFrom(...KEYS), keyValues);

const paths = fc
  .tuple(
    fc.constantFrom("HKLM", "HKLM", "HKU\\*", `HKU\\${DOMAIN}-1001`, `HKU\\${DOMAIN}-1009`, "HKU\\.DEFAULT"),
    fc.constantFrom(...KEYS, KEYS[0].toUpperCase()),
    fc.constantFrom(...NAMES, '"\\\\*\\SYSVOL"'),
  )
  .map((parts) => parts.join("\\"));

function profile(rid: string, changes: Partial<UserProfile> = {}): UserProfile {
  const sid = rid === "default" ? rid : `${DOMAIN}-${rid}`;
  return { sid, path: `C:\\Users\\user${rid}`, loaded: false, locked: false, hive: {}, ...changes };
}

const persons = fc
  .uniqueArray(
    fc.record({
      rid: fc.constantFrom("500", "1001", "1002"),
      loaded: fc.boolean(),
      locked: fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0),
      hive,
    }),
    { maxLength: 3, selector: ({ rid }) => rid },
  )
  .map((given) => given.map(({ rid, ...changes }) => profile(rid, changes)));

function below(root: string, keys: Registry): Registry {
  return Object.fromEntries(Object.entries(keys).map(([key, values]) => [`${root}\\${key}`, values]));
}

const live = fc.tuple(hive, hive, persons, hive).map(([machine, logon, users, initial]): LiveState => ({
  changes: {
    registry: { ...below("HKEY_LOCAL_MACHINE", machine), ...below("HKEY_USERS\\.DEFAULT", logon) },
    profiles: [...users, profile("default", { hive: initial })],
  },
}));

type Declared = Parameters<typeof registryValues.format>[0];

const one: RegistryValue = { kind: "DWord", value: 1 };
const [KEY] = KEYS;

function valueCase(name: string, changes: LiveState["changes"], declared: Declared): MachineCase {
  return machineCase(name, registryValues, { changes }, registryValues.format(declared));
}

const everybody = { [`HKU\\*\\${KEY}\\Target`]: { dword: 1 } };
const held = { [KEY]: { Target: one } };

export const registryValuesStates: AreaStates = {
  area: registryValues,
  understoodKinds: EVERY_KIND,
  drift: (declared) => replaced(declared, /^dword 0$/, "dword 1"),
  declared: fc
    .uniqueArray(paths, { maxLength: 5, selector: (path) => path.toLowerCase().replace(/^hku\\s-[^\\]+/, "hku\\*") })
    .chain((chosen) => fc.tuple(...chosen.map((path) => fc.tuple(fc.constant(path), fc.constantFrom(...DECLARED)))))
    .map((entries) => Object.fromEntries(entries)),
  live,
  special: [
    valueCase("nothing declared", { profiles: [profile("1001"), profile("default")] }, {}),
    valueCase(
      "users who differ",
      { profiles: [profile("1001", { hive: held }), profile("1002", { loaded: true }), profile("default")] },
      everybody,
    ),
    valueCase(
      "a user whose hive another process holds",
      { profiles: [profile("1001", { locked: true }), profile("default")] },
      everybody,
    ),
    valueCase(
      "a folder that is gone",
      { profiles: [profile("1001", { missing: true }), profile("default")] },
      everybody,
    ),
    valueCase("no Default profile", { profiles: [profile("1001")] }, everybody),
    valueCase(
      "one user, and one who has no profile here",
      { profiles: [profile("1001", { hive: held }), profile("1002", { locked: true }), profile("default")] },
      { [`HKU\\${DOMAIN}-1001\\${KEY}\\Target`]: "absent", [`HKU\\${DOMAIN}-1009\\${KEY}\\Target`]: { dword: 1 } },
    ),
    valueCase(
      "names in another case, and another kind",
      { registry: { [`HKEY_LOCAL_MACHINE\\${KEY.toLowerCase()}`]: { TARGET: { kind: "String", value: "1" } } } },
      {
        [`HKLM\\${KEY}\\Target`]: { dword: 1 },
      },
    ),
    valueCase(
      "a default value, and a name with backslashes",
      {},
      {
        'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\NetworkProvider\\HardenedPaths\\"\\\\*\\SYSVOL"': {
          string: "RequireIntegrity=1",
        },
        [`HKLM\\${KEY}\\`]: { string: "既定" },
      },
    ),
  ],
};
