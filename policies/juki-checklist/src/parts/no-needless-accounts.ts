import type { MeasuredPart } from "@kijun/checklist";

import { entryOf, failuresOf, formOf, observe, overAreas, PASS, undeclared } from "../judging/area-view.js";
import type { AreaRule, Verdict } from "../judging/area-view.js";
import { closedBy, isSwitchedOff, lessIn, nothingBeyond } from "../judging/nothing-beyond.js";

const ADMINISTRATORS = "administrators";
/** Accounts and groups that stand for people whom nobody has chosen. */
const ANYBODY = [
  ...["everyone", "authenticated-users", "users", "guests", "guest", "anonymous-logon", "interactive"],
  ...["domain users", "domain guests"],
];

const GUEST: Verdict = {
  outcome: "fail",
  reason: { ja: "Guestは無効であること", en: "the Guest account must be disabled" },
};
const ADMITS_ANYBODY: Verdict = {
  outcome: "fail",
  reason: { ja: "管理者に不特定の者が含まれる", en: "people whom nobody has chosen are administrators" },
};

const isDisabled = lessIn("localAccounts", isSwitchedOff);

const hasFewerMembers = lessIn("localGroups", (has, wanted) =>
  (has.members ?? []).every((member) => wanted.members?.includes(member) === true),
);

const noGuest: AreaRule = (view) =>
  failuresOf([
    observe(view, ["guest"], (held) => (entryOf("localAccounts", "guest", held)?.enabled === true ? GUEST : PASS)),
  ]);

/** Who is an administrator is declared, nobody else is one, and no one of those is just anybody. */
const namedAdministrators: AreaRule = (view) => {
  const declared = formOf("localGroups", view.declared)?.[ADMINISTRATORS];
  if (typeof declared !== "object" || declared.exclusive !== true)
    return [undeclared(view, ADMINISTRATORS, "exclusive true")];
  const isAnybody = declared.members?.some((member) => ANYBODY.includes(member)) === true;
  return failuresOf([observe(view, [ADMINISTRATORS], () => (isAnybody ? ADMITS_ANYBODY : PASS))]);
};

/** 端末3, CS2, AD2: 不要なユーザアカウント. Membership of a group is what makes an account dangerous. */
export const noNeedlessAccounts: MeasuredPart = {
  id: "accounts",
  kind: "nothing-beyond",
  title: { ja: "不要なユーザアカウント", en: "accounts that nobody needs" },
  severity: "high",
  answeredByDeclaration: true,
  remediation: {
    ja: "用途を確認し、不要であれば作業依頼により無効化または削除する。必要であれば基準に加える。",
    en: "ask what it is for; disable or delete it by a work order, or add it to the baseline.",
  },
  ...overAreas({
    "local-accounts": [nothingBeyond(isDisabled), closedBy("disabled"), noGuest],
    "local-groups": [nothingBeyond(hasFewerMembers), namedAdministrators],
  }),
};
