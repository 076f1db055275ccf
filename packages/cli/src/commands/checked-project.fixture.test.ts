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
export async function startCheckedProject({ isApproved = true } = {}): Promise<SeenProject> {
  const seen = await SeenProject.start();
  seen.project.write("checklist.js", CHECKLIST);
  const path = join(seen.project.folder, "baseline.js");
  const core = JSON.stringify(import.meta.resolve("@kijun/core"));
  const [name, rest] = isApproved ? ["instructed", `"letter 12", "2025-11-02"`] : ["assumed", `"Is 5 right?"`];
  const text = readFileSync(path, "utf8").replace("thresholdAttempts: 5", `thresholdAttempts: ${name}(5, ${rest})`);
  seen.project.write("baseline.js", `import { ${name} } from ${core};\n${text}`);
  return seen;
}
