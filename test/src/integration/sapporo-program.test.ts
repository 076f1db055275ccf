import { MACHINE_TYPE } from "@kijun/core";
import { checklist } from "@kijun/juki-checklist";
import { deployFleet } from "@kijun/provider";
import { fleet } from "@kijun/sapporo";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

describe("the program of stacks/sapporo", () => {
  const registered: pulumi.runtime.MockResourceArgs[] = [];

  before(async () => {
    await pulumi.runtime.setMocks({
      newResource: (args) => {
        registered.push(args);
        return { id: args.name, state: args.inputs as object };
      },
      call: () => ({}),
    });
  });

  for (const [asOf, count] of [
    ["2025-04-01", 131],
    ["2026-01-15", 132],
  ] as const) {
    it(`declares the ${String(count)} machines in service on ${asOf}`, async () => {
      registered.length = 0;
      const machines = deployFleet(fleet, { asOf, checklist });
      await new Promise((resolve) => pulumi.all(machines.map(({ urn }) => urn)).apply(resolve));
      expect(registered.filter(({ type }) => type === MACHINE_TYPE)).to.have.lengthOf(count);
    });
  }
});
