import { expect } from "chai";

import { drivePathFault } from "./drive-path.js";

describe("drivePathFault", () => {
  it("accepts full paths on drives, with the machine's variables and Japanese names", () => {
    for (const path of ["C:\\JUKI\\app.ini", "d:\\業務\\設定 1.ini", "%programdata%\\x", "%ProgramFiles(x86)%\\a\\b.c"])
      expect(drivePathFault(path), path).to.equal(undefined);
  });

  it("refuses what may mean another file than it says, and says what would be right", () => {
    const cases: readonly [string, string][] = [
      ["\\\\server\\share\\a", "full path on a drive"],
      ["\\\\?\\C:\\a", "full path on a drive"],
      ["C:a", "full path on a drive"],
      ["app.ini", "full path on a drive"],
      ["C:\\a\\..\\b", 'must not hold ".."'],
      ["C:\\a\\.\\b", 'must not hold "."'],
      ["C:\\a\\\\b", "empty name"],
      ["C:\\a\\", "empty name"],
      ["C:\\a/b", '"/" cannot stand'],
      ["C:\\a\\b.txt:stream", '":" cannot stand'],
      ["C:\\a\\%TEMP%\\b", '"%" cannot stand'],
      ["C:\\a\\b.", "leave it out"],
      ["C:\\a\\nul.txt", "device"],
      ["C:\\PROGRA~1\\a", "write the long one"],
      ["%TEMP%\\a", "%TEMP% is no variable of the machine"],
      [`C:\\${"a".repeat(300)}`, "longer than 259"],
    ];
    for (const [path, reason] of cases) expect(drivePathFault(path), path).to.include(reason);
  });
});
