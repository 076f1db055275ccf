import { KijunError } from "@kijun/core";
import { textTable } from "@kijun/report";
import { suggestion } from "@kijun/settings";

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
    .option("--json", line.text({ ja: "JSONで出力", en: "print JSON" }))
    .action((area: string | undefined, { json = false }: { json?: boolean }) =>
      line.run((session) => run(session, area, json)),
    );
}

async function run({ output, projectFolder }: Session, name: string | undefined, json: boolean): Promise<number> {
  const checklist = isProject(projectFolder) ? await loadChecklist(readProject(projectFolder)) : [];
  const all = listAreas(checklist);
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
    evidence: { documented: "文書", believed: "推定を含む" },
    properties: ["項目", "意味", "値", "Windowsの名前", "出典"],
    count: (areas: number, believed: number) =>
      `${String(areas)}領域。「推定を含む」${String(believed)}領域は、実機で確認されるまで推定です。`,
  },
  en: {
    head: ["area", "name", "kind", "changed", "properties", "items", "evidence"],
    managed: "managed",
    observed: "observed",
    applied: { true: "yes", false: "read only" },
    evidence: { documented: "documented", believed: "partly believed" },
    properties: ["property", "meaning", "values", "Windows key", "source"],
    count: (areas: number, believed: number) =>
      `${String(areas)} areas. ${String(believed)} rest in part on what is believed until a real machine confirms it.`,
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
    texts.evidence[area.evidence],
  ]);
  const believed = areas.filter(({ evidence }) => evidence === "believed").length;
  return `${textTable([texts.head, ...rows])}\n\n${texts.count(areas.length, believed)}`;
}

function areaText(area: ListedArea, language: Language): string {
  const texts = TEXTS[language];
  const facts = [texts[area.kind], texts.applied[area.applied ? "true" : "false"], texts.evidence[area.evidence]];
  const properties = area.properties.map(({ path, meta, values }) => {
    const [, meaning, allowed, key, source] = texts.properties;
    return [
      `${area.property}.${path}`,
      `  ${meaning ?? ""}: ${meta.label[language]}`,
      `  ${allowed ?? ""}: ${values.replaceAll("`", "")}`,
      `  ${key ?? ""}: ${meta.windowsKey}`,
      `  ${source ?? ""}: ${meta.source}`,
    ].join("\n");
  });
  return [`${area.id}  ${area.title[language]}  ${[...facts, ...area.items].join("  ")}`, ...properties].join("\n\n");
}
