import { KijunError, MACHINE_TYPE } from "@kijun/core";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import { declaredMachine, Machine } from "./machine-resource.js";
import type { MachineArgs } from "./machine-resource.js";
import { Site } from "./site.js";

const registered: pulumi.runtime.MockResourceArgs[] = [];

describe("Machine", () => {
  before(async () => {
    await pulumi.runtime.setMocks({
      newResource: (args) => {
        registered.push(args);
        return { id: args.name, state: args.inputs as object };
      },
      call: () => ({}),
    });
  });

  function args(over: object = {}): MachineArgs {
    return {
      address: "terminal.example",
      credential: "admin",
      site: new Site("office"),
      accountLockout: { thresholdAttempts: 5 },
      ...over,
    };
  }

  function issuesOf(over: object, name = "TERMINAL-01"): string[] {
    try {
      new Machine(name, args(over));
    } catch (error) {
      if (error instanceof KijunError) return error.issues.map(({ path, message }) => `${path}: ${message}`);
      throw error;
    }
    return [];
  }

  it("registers plain canonical inputs with the frozen provider text and nothing secret", async () => {
    const machine = new Machine("TERMINAL-01", args());
    await new Promise((resolve) => machine.urn.apply(resolve));
    const found = registered.find(({ name }) => name === "TERMINAL-01");
    expect(found?.type).to.equal(MACHINE_TYPE);
    expect(found?.inputs).to.deep.include({
      host: "TERMINAL-01",
      site: "office",
      connection: { address: "terminal.example", port: 5985, transport: "http", credential: "admin" },
      areas: JSON.stringify({ accountLockout: '{"thresholdAttempts":5}' }),
      __provider: 'exports.handler = () => require("@kijun/provider/handler").machineProvider();',
    });
  });

  it("names every wrong place at once", () => {
    expect(
      issuesOf(
        { adress: "x", port: 0, accountLockout: { thresholdAttempts: 1000, treshold: 1 } },
        "NAME_WITH_UNDERSCORE",
      ),
    ).to.have.lengthOf(5);
  });

  it("names wrong places beside those that are no plain values, and says nothing more of the latter", () => {
    const places = issuesOf({
      address: pulumi.output("terminal.example"),
      transport: Promise.resolve("https"),
      adress: "x",
      accountLockout: { thresholdAttempts: 1000, durationMinutes: pulumi.secret(15) },
    });
    expect(places.map((place) => place.slice(0, place.indexOf(":")))).to.have.members([
      "address",
      "transport",
      "accountLockout.durationMinutes",
      "adress",
      "accountLockout.thresholdAttempts",
    ]);
  });

  it("takes the canonical settings of a fleet, and those of its arguments before them", () => {
    const context = { hostClass: "terminal", role: "terminal", provenance: {}, items: {} } as const;
    const areas = { accountLockout: { thresholdAttempts: 3 }, screenSaver: { active: true } };
    const entry = declaredMachine("TERMINAL-06", args(), {}, { ...context, areas });
    expect(entry.areas).to.deep.equal({ ...areas, accountLockout: { thresholdAttempts: 5 } });
  });

  it("leads an error met while it is declared to the line that declares it, and leaves later stacks as they were", () => {
    const transformations = [
      () => {
        throw new TypeError("not today");
      },
    ];
    const limit = Error.stackTraceLimit;
    expect(() => new Machine("TERMINAL-07", args(), { transformations }))
      .to.throw(TypeError, "not today")
      .with.property("stack")
      .that.match(/not today\n +at .*machine-resource\.test/);
    expect(Error.stackTraceLimit).to.equal(limit);
    new Machine("TERMINAL-08", args());
    expect(Error.stackTraceLimit).to.equal(limit);
  });

  it("asks for a site that a program in JavaScript has left out", () => {
    expect(issuesOf({ site: undefined })[0]).to.match(/^site: the site where the machine stands is needed/);
  });

  it("proposes the property that was meant", () => {
    expect(issuesOf({ acountLockout: {} })[0]).to.include("did you mean accountLockout?");
  });

  it("refuses Outputs, secrets and Promises and names their place", () => {
    expect(issuesOf({ accountLockout: { thresholdAttempts: pulumi.secret(5) } })[0]).to.match(
      /^accountLockout\.thresholdAttempts: is an Output/,
    );
    expect(issuesOf({ address: Promise.resolve("x") })[0]).to.match(/^address: is a Promise/);
  });

  it("is shown by the engine without a stack", () => {
    expect(() => new Machine("TERMINAL-02", args({ port: 0 })))
      .to.throw(KijunError)
      .that.satisfies((error: unknown) => pulumi.RunError.isInstance(error));
  });

  it("leaves the areas that the run is not about as the machine has them", () => {
    const screenSaver = { active: true } as const;
    process.env["KIJUN_AREAS"] = "screen-saver";
    try {
      const entry = declaredMachine("TERMINAL-04", args({ screenSaver }), { ignoreChanges: ["address"] }, undefined);
      expect(entry.ignored).to.deep.equal(["address", "accountLockout"]);
      process.env["KIJUN_AREAS"] = "screen-savr";
      expect(() => new Machine("TERMINAL-05", args()))
        .to.throw(KijunError, "ARGUMENT_INVALID: KIJUN_AREAS")
        .that.satisfies((error: unknown) => pulumi.RunError.isInstance(error));
    } finally {
      delete process.env["KIJUN_AREAS"];
    }
  });
});
