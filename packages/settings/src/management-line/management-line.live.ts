import { AreaFailure } from "../form/live-form.js";
import type { LiveForm } from "../form/live-form.js";
import { registryKey, registryValue } from "../form/windows-state.js";
import type { RegistryValue, WindowsState } from "../form/windows-state.js";
import { firewallProfileLive } from "../firewall-profile/firewall-profile.live.js";
import { MANAGEMENT_LINE } from "./line-facts.js";
import type { LineFacts } from "./line-facts.js";

const FIREWALL = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy";
const POLICY = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall";
const STORED = ["EnableFirewall", "DefaultInboundAction", "AllowLocalPolicyMerge", "DoNotAllowExceptions"] as const;

/** The facts of the line on a modelled machine. It is no area: nothing is written under its id. */
export const managementLineLive: LiveForm = {
  area: MANAGEMENT_LINE,
  read(machine, { port, relevant }) {
    const pattern = new RegExp(typeof relevant === "string" ? relevant : "", "i");
    const { interfaces = [], connections = [] } = machine.network ?? {};
    return {
      connections: connections
        .filter(({ localPort }) => localPort === port)
        .map(({ localAddress, remoteAddress }) => ({ LocalAddress: localAddress, RemoteAddress: remoteAddress })),
      addresses: interfaces.flatMap(({ index, addresses }) =>
        addresses.map(({ address, prefix }) => ({ IPAddress: address, PrefixLength: prefix, InterfaceIndex: index })),
      ),
      networks: interfaces.flatMap(({ index, category }) =>
        category === undefined ? [] : [{ InterfaceIndex: index, NetworkCategory: category }],
      ),
      profiles: inForce(machine),
      stored: {
        local: perProfile((name) => stored(machine, `${FIREWALL}\\${name === "Private" ? "Standard" : name}Profile`)),
        policy: perProfile((name) => stored(machine, `${POLICY}\\${name}Profile`)),
      },
      rules: {
        local: rules(machine, `${FIREWALL}\\FirewallRules`, pattern),
        policy: rules(machine, `${POLICY}\\FirewallRules`, pattern),
      },
      policyNames: Object.keys(registryKey(machine.registry, `${POLICY}\\FirewallRules`) ?? {}).sort(),
    } satisfies LineFacts;
  },
  write() {
    throw new AreaFailure("READ_FAILED", "CommandNotFoundException");
  },
};

function inForce(machine: WindowsState): LineFacts["profiles"] {
  const { active } = firewallProfileLive.read(machine, {}) as { active: LineFacts["profiles"] };
  return perProfile((name) => {
    const { Enabled, DefaultInboundAction } = active[name];
    return { Enabled, DefaultInboundAction };
  });
}

function stored(machine: WindowsState, key: string): Partial<Record<(typeof STORED)[number], number>> {
  const values = STORED.flatMap((name) => {
    const value = registryValue(machine.registry, key, name);
    return value?.kind === "DWord" ? [[name, Number(value.value)] as const] : [];
  });
  return Object.fromEntries(values);
}

function rules(machine: WindowsState, key: string, relevant: RegExp): Record<string, string> {
  // A fleet asks this of a million values, and an expression makes its source anew each time it is asked.
  const { source } = relevant;
  const texts = Object.entries(registryKey(machine.registry, key) ?? {}).flatMap(([name, held]) =>
    isRelevant(held, relevant, source) ? [[name, String(held.value)] as const] : [],
  );
  return Object.fromEntries(texts);
}

/** A fleet's machines share the values of the rules that come with Windows: each is matched once, not once per machine. */
const matched = new WeakMap<RegistryValue, { readonly pattern: string; readonly relevant: boolean }>();

function isRelevant(held: RegistryValue, expression: RegExp, pattern: string): boolean {
  const known = matched.get(held);
  if (known?.pattern === pattern) return known.relevant;
  const isText = held.kind === "String" || held.kind === "ExpandString";
  const relevant = isText && expression.test(String(held.value));
  matched.set(held, { pattern, relevant });
  return relevant;
}

function perProfile<Values>(of: (name: "Domain" | "Private" | "Public") => Values): {
  Domain: Values;
  Private: Values;
  Public: Values;
} {
  return { Domain: of("Domain"), Private: of("Private"), Public: of("Public") };
}
