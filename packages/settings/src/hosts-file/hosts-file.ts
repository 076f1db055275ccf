import { ABSENT, isAbsent } from "@kijun/core";
import type { CanonicalArea, Scalar } from "@kijun/core";
import { z } from "zod";

import { directionOfOthers, OTHERS, othersText } from "../form/entry-others.js";
import { formatIpAddress, parseIpAddress } from "../form/ip-address.js";
import { defineArea } from "../form/setting-area.js";
import type { PropertyMeta } from "../form/setting-area.js";
import { namedValue } from "../form/windows-state.js";

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*$/;

const addressSchema = z
  .string()
  .refine((text) => parseIpAddress(text) !== undefined, 'must be an IPv4 or IPv6 address, or "absent"')
  .overwrite(canonicalAddress);

const hostsFileSchema = z
  .record(
    z.union([
      z.literal(OTHERS),
      z.string().regex(HOST_NAME, "must be the name of a host in lower case: cs1.juki.example"),
    ]),
    z.union([z.literal(ABSENT), addressSchema]).meta({
      label: { ja: "ホスト名に対応するアドレス", en: "address of the host name" },
      windowsKey: "drivers\\etc\\hosts",
      source: "An address, then the names that have it. Sample lines of the file that Windows ships",
    } satisfies PropertyMeta),
  )
  .refine((hosts) => (hosts[OTHERS] ?? ABSENT) === ABSENT, {
    path: [OTHERS],
    message: `stands for all other names and can only be "${ABSENT}"`,
  });

/** Addresses by name as the file has them. */
const factsSchema = z.object({ hosts: z.record(z.string(), z.array(z.string())) });

/** What Windows answers for `localhost` by itself. */
const LOOPBACK = ["127.0.0.1", "::1"];

export const hostsFile = defineArea({
  id: "hosts-file",
  title: { ja: "hosts ファイル", en: "hosts file" },
  schema: hostsFileSchema,
  nextSteps: {
    ENCODING_UNKNOWN: {
      ja: "hosts ファイルが UTF-16 で保存されています。ANSI で保存し直してください。",
      en: "The hosts file is stored as UTF-16: store it as ANSI.",
    },
  },
  facts: factsSchema,
  format: (declared): CanonicalArea => ({ ...declared }),
  parse: (canonical) => hostsFileSchema.parse(canonical),
  fromWindows({ hosts }, desired) {
    const counted = Object.entries(hosts)
      .filter(([name, addresses]) => !isWindowsOwn(name, addresses))
      .map(([name]) => name);
    return Object.fromEntries(
      Object.keys(desired).map((name) => [
        name,
        name === OTHERS ? othersText(counted.map(readableName), desired, ABSENT) : addressText(namedValue(hosts, name)),
      ]),
    );
  },
  toWindows(desired, differing) {
    const differs = (name: string): boolean => differing.some(([first = name]) => first === name);
    const names = Object.keys(desired).filter((name) => name !== OTHERS);
    const entries = Object.fromEntries(
      names.filter(differs).flatMap((name) => {
        const address = desired[name];
        return typeof address === "string" ? [[name, address]] : [];
      }),
    );
    const keep = names.filter((name) => !isAbsent(desired[name]));
    return { entries, ...(Object.hasOwn(desired, OTHERS) && differs(OTHERS) ? { keep } : {}) };
  },
  readRequest: (desired) => ({
    names: Object.keys(desired).filter((name) => name !== OTHERS),
    others: Object.hasOwn(desired, OTHERS),
  }),
  direction: ([name], live, desired) =>
    name === OTHERS ? directionOfOthers(live, desired, ABSENT) : live === desired ? "neutral" : "unknown",
});

/** All addresses that the file gives a name; Windows takes each of them for right. */
function addressText(addresses: readonly string[] = []): Scalar {
  return addresses.length === 0 ? ABSENT : [...new Set(addresses.map(canonicalAddress))].join(" ");
}

/** An address in the form in which addresses are compared; a text that is none stays. */
function canonicalAddress(text: string): string {
  const address = parseIpAddress(text);
  return address === undefined ? text : formatIpAddress(address.value, address.of);
}

function isWindowsOwn(name: string, addresses: readonly string[]): boolean {
  return (
    name.toLowerCase() === "localhost" && addresses.every((address) => LOOPBACK.includes(canonicalAddress(address)))
  );
}

/** A name that is not ASCII travels byte by byte; Windows takes it for UTF-8 or for the machine's code page. */
function readableName(name: string): string {
  const bytes = Buffer.from(name, "latin1");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("shift_jis").decode(bytes);
  }
}
