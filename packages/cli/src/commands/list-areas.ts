import { resolve } from "node:path";

import { KijunError, suggestion } from "@kijun/core";
import { evidenceCounts, evidenceWords, readEvidence } from "@kijun/pilot";
import { textTable } from "@kijun/report";

import type { CommandLine, Session } from "../command-line/command-line.js";
import type { Language } from "../command-line/language.js";
import { loadChecklist } from "../project/load-checklist.js";
import { isProject, readProject } from "../project/project.js";
import { listAreas } from "../seeing/area-list.js";
import type { ListedArea } from "../seeing/area-list.js";

/** `kijun areas` */
export function addAreas(line: CommandLine): void {
  const description = {
    ja: "設定領域の一覧、または1領域の項目（値の範囲・Windowsの名前・出典）を示す",
    en: "lists the setting areas, or the properties of one: values, Windows' names, sources",
  };
  line
    .command(line.program, "areas", description, "kijun areas screen-saver")
    .argument("[area]", line.text({ ja: "領域名", en: "an area" }))
    .option(
      "--evidence <file>",
      line.text({
        ja: "実機の確認結果のファイル（既定: この版に含まれるもの）",
        en: "file of what real machines have shown (default: that of this release)",
      }),
    )
    .option("--json", line.text({ ja: "JSONで出力", en: "print JSON" }))
    .action((area: string | undefined, options: AreasOptions) => line.run((session) => run(session, area, options)));
}

interface AreasOptions {
  readonly evidence?: string;
  readonly json?: boolean;
}

async function run(
  { output, projectFolder }: Session,
  name: string | undefined,
  { evidence, json = false }: AreasOptions,
): Promise<number> {
  const checklist = isProject(projectFolder) ? await loadChecklist(readProject(projectFolder)) : [];
  const all = listAreas(checklist, readEvidence(evidence === undefined ? undefined : resolve(evidence)));
  const areas = name === undefined ? all : [areaNamed(all, name)];
  if (json) output.json({ schema: "kijun.areas/1", areas });
  else if (name === undefined) output.result(listText(areas, output.language));
  else output.result(areas.map((area) => areaText(area, output.language)).join("\n"));
  return 0;
}

function areaNamed(areas: readonly ListedArea[], name: string): ListedArea {
  const found = areas.find(({ id, property }) => name === id || name === property);
  if (found !== undefined) return found;
  const known = areas.map(({ id }) => id);
  throw new KijunError("ARGUMENT_INVALID", `there is no setting area ${name}: ${suggestion(name, known)}`, {
    hint: "kijun areas lists them all.",
  });
}

const TEXTS = {
  ja: {
    head: ["領域", "名称", "種別", "反映", "項目数", "点検項目", "根拠"],
    managed: "管理",
    observed: "観測",
    applied: { true: "する", false: "読取のみ" },
    evidence: { documented: "", believed: "（推定）", seen: "（実機で確認）", contradicted: "（実機と相違）" },
    properties: ["項目", "意味", "値", "Windowsの名前", "出典"],
    claims: "文書にない前提",
    count: (areas: number, claims: string) =>
      `${String(areas)}領域。文書にない前提: ${claims}。推定はkijun pilotで実機により確認します。`,
  },
  en: {
    head: ["area", "name", "kind", "changed", "properties", "items", "evidence"],
    managed: "managed",
    observed: "observed",
    applied: { true: "yes", false: "read only" },
    evidence: { documented: "", believed: " (believed)", seen: " (seen)", contradicted: " (CONTRADICTED)" },
    properties: ["property", "meaning", "values", "Windows key", "source"],
    claims: "taken for granted beyond what is documented",
    count: (areas: number, claims: string) =>
      `${String(areas)} areas. Taken for granted beyond what is documented: ${claims}. kijun pilot asks a real machine.`,
  },
};

function listText(areas: readonly ListedArea[], language: Language): string {
  const texts = TEXTS[language];
  const rows = areas.map((area) => [
    area.id,
    area.title[language],
    texts[area.kind],
    texts.applied[area.applied ? "true" : "false"],
    String(area.properties.length),
    area.items.join(" "),
    evidenceCounts(area.claims)[language],
  ]);
  const counts = evidenceCounts(areas.flatMap(({ claims }) => claims))[language];
  return `${textTable([texts.head, ...rows])}\n\n${texts.count(areas.length, counts)}`;
}

function areaText(area: ListedArea, language: Language): string {
  const texts = TEXTS[language];
  const facts = [texts[area.kind], texts.applied[area.applied ? "true" : "false"]];
  const properties = area.properties.map(({ path, meta, values, evidence }) => {
    const [, meaning, allowed, key, source] = texts.properties;
    return [
      `${area.property}.${path}`,
      `  ${meaning ?? ""}: ${meta.label[language]}`,
      `  ${allowed ?? ""}: ${values.replaceAll("`", "")}`,
      `  ${key ?? ""}: ${meta.windowsKey}`,
      `  ${source ?? ""}: ${meta.source}${texts.evidence[evidence]}`,
    ].join("\n");
  });
  const claims = area.claims.map((claim) => `  ${claim.id}: ${claim[language]}\n    ${evidenceWords(claim)[language]}`);
  const head = `${area.id}  ${area.title[language]}  ${[...facts, ...area.items].join("  ")}`;
  return [head, ...properties, [texts.claims, ...claims].join("\n")].join("\n\n");
}
