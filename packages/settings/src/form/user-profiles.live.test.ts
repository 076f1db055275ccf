import { expect } from "chai";

import { openProfiles } from "./user-profiles.live.js";
import type { UserProfile, WindowsState } from "./windows-state.js";

function open(...profiles: Partial<UserProfile>[]) {
  const names = { computerName: "T-1", machineGuid: "", serialNumber: "", build: "", locale: "ja-JP" } as const;
  const unused = { path: "C:\\Users\\a", loaded: false, locked: false, hive: {} };
  const state: WindowsState = {
    ...names,
    registry: {},
    securityPolicy: {},
    profiles: profiles.map((profile) => ({ sid: "default", ...unused, ...profile })),
  };
  return openProfiles(state).map((profile) =>
    "failure" in profile ? `${profile.key}: ${profile.failure.code}, ${profile.failure.detail}` : profile.key,
  );
}

const PERSON = "S-1-5-21-1-2-3-1001";

describe("openProfiles", () => {
  it("opens persons and the default profile, and no built-in account or entry set aside", () => {
    expect(open({ sid: "S-1-5-18" }, { sid: PERSON }, { sid: `${PERSON}.bak` }, {})).to.deep.equal([PERSON, "default"]);
  });

  it("opens a loaded hive though its file is in use", () => {
    expect(open({ sid: PERSON, loaded: true, locked: true }, {})).to.deep.equal([PERSON, "default"]);
  });

  it("says why a hive cannot be opened, with its file", () => {
    expect(open({ sid: PERSON, locked: true, path: "%SystemDrive%\\Users\\b\\" })[0]).to.equal(
      `${PERSON}: PROFILE_LOCKED, C:\\Users\\b\\NTUSER.DAT`,
    );
    expect(open({ sid: PERSON, missing: true })[0]).to.equal(`${PERSON}: PROFILE_MISSING, C:\\Users\\a\\NTUSER.DAT`);
    expect(open({ sid: PERSON, path: "" })[0]).to.equal(`${PERSON}: PROFILE_MISSING, no ProfileImagePath`);
  });

  it("misses a default profile that is not there", () => {
    expect(open()).to.deep.equal(["default: PROFILE_MISSING, no ProfileImagePath"]);
  });
});
