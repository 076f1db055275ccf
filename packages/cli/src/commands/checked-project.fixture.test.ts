import { readFileSync } from "node:fs";
import { join } from "node:path";

import { SeenProject } from "./seeing.fixture.test.js";

const TEXT = (text: string): string => JSON.stringify({ ja: `${text}（日本語）`, en: text });

/** Three items: what machines show of the lockout, what a person sees, and what a server holds. */
const CHECKLIST = `
export const standardParameters = { lockoutThresholdAtMost: 10 };
const lockout = {
  id: "lockout", kind: "appropriate", title: ${TEXT("lockout")}, severity: "high",
  remediation: ${TEXT("Set the policy again.")}, areas: ["account-lockout"], answeredByDeclaration: true,
  judge: ({ held, declared, parameters }) => {
    const live = held["account-lockout"].thresholdAttempts;
    const wanted = declared["account-lockout"].thresholdAttempts;
    const outcome = live <= wanted && live <= parameters.lockoutThresholdAtMost ? "pass" : "fail";
    return [{ outcome, area: "account-lockout", path: "thresholdAttempts", live, wanted }];
  },
};
const wire = {
  id: "wire", kind: "attested", title: ${TEXT("wire")}, severity: "low",
  remediation: ${TEXT("Lock it.")}, question: ${TEXT("Is it locked?")},
};
export const checklist = [
  { id: "端末7", role: "terminal", title: "ロックアウトの設定確認", requirement: "適切に設定されていること。", areas: ["account-lockout"], parts: [lockout] },
  { id: "端末15", role: "terminal", title: "ワイヤーの確認", requirement: "施錠されていること。", areas: [], parts: [wire] },
  { id: "CS7", role: "communication-server", title: "CSの確認", requirement: "適切であること。", areas: ["account-lockout"], parts: [lockout] },
];
`;

/** A fleet of three machines with a checklist that judges them; its values are approved unless the test says otherwise. */
export async function startCheckedProject({ isApproved = true, fresh = false } = {}): Promise<SeenProject> {
  const seen = await SeenProject.start(undefined, { fresh });
  seen.project.write("checklist.js", CHECKLIST);
  const path = join(seen.project.folder, "baseline.js");
  const core = JSON.stringify(import.meta.resolve("@kijun/core"));
  const [name, rest] = isApproved ? ["instructed", `"letter 12", "2025-11-02"`] : ["assumed", `"Is 5 right?"`];
  const text = readFileSync(path, "utf8").replace("thresholdAttempts: 5", `thresholdAttempts: ${name}(5, ${rest})`);
  seen.project.write("baseline.js", `import { ${name} } from ${core};\n${text}`);
  return seen;
}

const LOGS = `
const failures = {
  id: "failures", kind: "no-trace", title: ${TEXT("failures")}, severity: "high",
  remediation: ${TEXT("Ask who it was.")}, areas: ["logon-failures"], answeredByDeclaration: false,
  judge: ({ held, declared }) => Object.entries(declared["logon-failures"]).map(([path, wanted]) => {
    const live = held["logon-failures"][path];
    return { outcome: live === wanted ? "pass" : "fail", area: "logon-failures", path, live, wanted };
  }),
};
export const checklist = [
  { id: "端末6", role: "terminal", title: "ログオン失敗履歴の確認", requirement: "履歴が無いこと。", areas: ["logon-failures"], parts: [failures] },
];
`;

/**
 * The same fleet after long use, with what people mistyped in the mornings of some weeks in the logs. Nobody is expected to
 * be there then.
 */
export async function startLoggedProject(): Promise<SeenProject> {
  const seen = await startCheckedProject({ fresh: true });
  seen.project.write("checklist.js", LOGS);
  const path = join(seen.project.folder, "baseline.js");
  const hours = `{ from: "23:58", to: "23:59", days: ["sun"] }`;
  const expected = `instructed({ periodDays: 15, outsideHours: ${hours} }, "letter 13", "2025-11-02")`;
  const text = readFileSync(path, "utf8").replace(
    "settings: { accountLockout }, source",
    `settings: { accountLockout }, expectations: { logonFailures: ${expected} }, source`,
  );
  seen.project.write("baseline.js", text);
  return seen;
}
