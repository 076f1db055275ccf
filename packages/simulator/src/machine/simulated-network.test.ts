import { answerModelled } from "@kijun/agent/modelled";
import { MANAGEMENT_LINE, managementLineRequest, lineRefusals } from "@kijun/settings";
import { expect } from "chai";

import { readSettings } from "../fleet/state/machine-settings.js";
import { simulatedNetwork } from "./simulated-network.js";
import { usedMachine } from "./used-machine.js";

const removed = { "WINRM-HTTP-In-TCP": "absent" };

/** The refusals of a removal of Windows' own WinRM rule on a simulated terminal. */
function refusalsFrom(controller: { readonly address: string; readonly port: number } | undefined): string[] {
  const network = simulatedNetwork({ address: "198.51.100.7", role: "terminal", controller });
  const origin = { computerName: "A", role: "terminal", operatingSystem: "Windows 11 Pro", locale: "ja-JP" } as const;
  const machine = usedMachine({ ...origin, seed: "A", network });
  const { areas } = answerModelled(machine, "snapshot", {
    expected: { computerName: "A" },
    areas: [{ id: MANAGEMENT_LINE, function: "ManagementLine", request: managementLineRequest(5985) }],
  });
  const { facts } = areas[MANAGEMENT_LINE] ?? {};
  const live = { firewallRules: { "WINRM-HTTP-In-TCP": "allow in tcp 5985 program system on domain,private" } };
  const question = { desired: { firewallRules: removed }, live, answer: { facts }, line: { port: 5985 } };
  return lineRefusals(question).map(({ why }) => why.en);
}

describe("simulatedNetwork", () => {
  it("shows a machine the controller at the declared address, so that a change of its firewall is judged", () => {
    expect(refusalsFrom({ address: "192.0.2.250", port: 5985 })).to.deep.equal([
      "The rule WINRM-HTTP-In-TCP is removed, and no rule allows TCP 5985 from 192.0.2.250 on private.",
    ]);
  });

  it("is the network of the adapter that the machine's own area reads", () => {
    const address = "198.51.100.7";
    const network = simulatedNetwork({ address, role: "terminal", controller: undefined });
    const origin = { computerName: "A", role: "terminal", operatingSystem: "Windows 11 Pro", locale: "ja-JP" } as const;
    const machine = usedMachine({ ...origin, seed: "A", network });
    const declared = {
      networkAdapter: { primary: `addresses ${address}/28, gateways 198.51.100.1, category private` },
    };
    expect(readSettings(machine, declared)).to.deep.equal(declared);
  });

  it("shows a machine that its own computer reaches it where no controller is declared", () => {
    expect(refusalsFrom(undefined)).to.deep.equal([]);
  });
});
