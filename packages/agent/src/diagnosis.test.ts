import { expect } from "chai";

import { diagnosisCommand, parseDiagnosis } from "./diagnosis.js";
import { diagnoseModelled } from "./modelled-diagnosis.js";

const machine = {
  ...{ computerName: "KITA-T001", machineGuid: "g", serialNumber: "s", build: "26100.1", locale: "ja-JP" as const },
  ...{ registry: {}, securityPolicy: {}, profiles: [] },
};

describe("diagnosis", () => {
  it("fits a command line and is 7-bit", () => {
    expect(diagnosisCommand()).to.have.length.below(8000);
    expect(diagnosisCommand()).to.match(/^[\x20-\x7e]*$/);
  });

  it("finds the answer among what else the machine prints", () => {
    const answer = parseDiagnosis(`WARNING: x\r\n${diagnoseModelled(machine, { administrator: false })}bye\r\n`);
    expect(answer).to.include({ computerName: "KITA-T001", build: "26100.1", administrator: false });
    expect(answer?.languageMode).to.equal("FullLanguage");
  });

  it("is undefined where there is no answer, or one of another shape", () => {
    for (const output of ["", "KIJUN {}", "KIJUN {", 'KIJUN {"clock":"soon"}']) {
      expect(parseDiagnosis(output), output).to.equal(undefined);
    }
  });
});
