import { compareArea } from "@kijun/core";
import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import { encryptionTool } from "./encryption-tool.js";
import { encryptionToolLive } from "./encryption-tool.live.js";

const log = {
  ...{ probe: "text-log", file: "C:\\ProgramData\\Kijun Simulated Vendor\\crypt*.log", encoding: "cp932" },
  ...{ pattern: "^(?<time>\\S+ \\S+) 暗号設定を適用", example: "2025/06/02 09:15:00 暗号設定を適用しました" },
  ...{ timeFormat: "yyyy/MM/dd HH:mm:ss", read: "last" },
} as const;

/** The differences of a machine with these lines in the tool's log from "applied since June 2025". */
function differences(lines: string[] | undefined): unknown[] {
  const desired = encryptionTool.format({ 適用ログ: { ...log, expect: { atLeast: "2025-06-01T00:00:00Z" } } });
  const files = lines && { "C:\\ProgramData\\Kijun Simulated Vendor\\crypt1.log": { lines } };
  const state = machine({ probed: files === undefined ? {} : { files } });
  const live = encryptionTool.fromWindows(encryptionToolLive.read(state, encryptionTool.readRequest(desired)), desired);
  return compareArea(live, desired, encryptionTool.meets).map((difference) =>
    String(difference.live).replace(/ via .*$/, ""),
  );
}

describe("encryption tool", () => {
  it("is applied where its log says so after the reference day", () => {
    expect(differences(["2025/06/02 09:15:00 暗号設定を適用しました", "2025/06/03 10:00:00 終了"])).to.deep.equal([]);
  });

  it("shows when it was last applied where that is too long ago, and that there is no word of it", () => {
    expect(differences(["2024/04/01 12:00:00 暗号設定を適用しました"])).to.have.lengthOf(1);
    expect(differences(["2024/04/01 12:00:00 暗号設定を適用しました"])[0]).to.match(/^2024-0[34]-\d\dT/);
    expect(differences(["何もなし"])).to.deep.equal(["absent"]);
    expect(differences(undefined)).to.deep.equal(["absent"]);
  });
});
