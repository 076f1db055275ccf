import { valueAt } from "@kijun/core";
import { expect } from "chai";

import { applicationVersion as area } from "./application-version.js";

const desired = area.format({
  業務アプリ: { probe: "uninstall", entry: "Kijun Simulated Application", read: "version", expect: { atLeast: "5.2" } },
});
const line = (head: string): string => String(valueAt(desired, ["業務アプリ"])).replace("at least 5.2", head);

describe("version of business applications", () => {
  it("is right from the declared version on, part by part", () => {
    expect(["5.2", "5.10", "6"].map((version) => area.meets(line(version), line("at least 5.2")))).to.not.include(
      false,
    );
    expect(["5.1.9", "absent"].map((version) => area.meets(line(version), line("at least 5.2")))).to.not.include(true);
  });

  it("is looked for where Windows lists what can be uninstalled", () => {
    expect(area.readRequest(desired)).to.deep.equal({
      probes: [
        {
          kind: "registry",
          key: "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Kijun Simulated Application",
          name: "DisplayVersion",
        },
      ],
    });
  });
});
