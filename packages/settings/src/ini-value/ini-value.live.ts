import { z } from "zod";

import { codePageOf, encodeAnsi } from "../form/code-page.live.js";
import { addFiles, fileBytes, fileOf, replaceFile } from "../form/file-store.live.js";
import { AreaFailure, failureOf } from "../form/live-form.js";
import type { LiveForm, UsedMachineOrigin, WriteFailure } from "../form/live-form.js";
import { SeededRandom } from "../form/seeded-random.js";
import type { JsonValue } from "../form/setting-area.js";
import type { WindowsState } from "../form/windows-state.js";
import { IniFile } from "./ini-file.live.js";

const placeSchema = z.object({ section: z.string(), key: z.string() });
const requestSchema = z.object({ files: z.record(z.string(), z.record(z.string(), placeSchema)) });
const wantedSchema = z.record(z.string(), placeSchema.extend({ value: z.string().nullable() }));
const desiredSchema = z.object({ files: z.record(z.string(), wantedSchema) });

export const iniValueLive: LiveForm = {
  area: "ini-value",
  read(machine, request) {
    const files: Record<string, JsonValue> = {};
    for (const [path, places] of Object.entries(requestSchema.parse(request).files)) {
      try {
        const ini = iniFile(machine, path);
        if (ini === undefined) continue;
        const values = Object.entries(places).map(([name, place]) => [name, ini.value(place)] as const);
        files[path] = {
          values: Object.fromEntries(values.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
        };
      } catch (error) {
        files[path] = { failure: { ...failureOf(error) } };
      }
    }
    return { files };
  },
  write(machine, desired) {
    const files = Object.entries(desiredSchema.parse(desired).files);
    return files.flatMap(([path, wanted]) => writeFile(machine, path, wanted));
  },
  furnish(machine, { role, seed }: UsedMachineOrigin) {
    if (role !== "terminal") return;
    const random = new SeededRandom(seed, "ini value");
    const pointer = random.chance(0.05) ? "Display1" : "TouchPanel";
    // The setting of the order of 別紙2, row 4; the driver's file is fictional.
    const touchPanel = `; タッチパネル設定\r\n[Pointer]\r\nTarget=${pointer}\r\nCalibration=1\r\n`;
    const application = `[表示]\r\n文字サイズ=標準\r\n[通信]\r\n再試行=${random.chance(0.1) ? "0" : "3"}\r\n`;
    addFiles(machine, {
      "C:\\ProgramData\\TouchPanel\\touch.ini": fileOf(encodeAnsi(touchPanel, "932") ?? Buffer.alloc(0)),
      "C:\\ProgramData\\JUKI\\app.ini": fileOf(encodeAnsi(application, "932") ?? Buffer.alloc(0)),
    });
  },
};

function iniFile(machine: WindowsState, path: string): IniFile | undefined {
  const bytes = fileBytes(machine, path);
  return bytes === undefined ? undefined : new IniFile(bytes, codePageOf(machine), path);
}

function writeFile(machine: WindowsState, path: string, wanted: z.output<typeof wantedSchema>): WriteFailure[] {
  const failures: WriteFailure[] = [];
  const changed: string[] = [];
  const fail = (names: readonly string[], error: unknown): void => {
    failures.push(...names.map((name) => ({ key: `${path}.${name}`, ...failureOf(error) })));
  };
  try {
    const ini = iniFile(machine, path);
    for (const [name, { value, ...place }] of Object.entries(wanted)) {
      try {
        if (setValue(ini, place, value)) changed.push(name);
      } catch (error) {
        fail([name], error);
      }
    }
    if (ini !== undefined && changed.length > 0) replaceFile(machine, path, ini.bytes());
  } catch (error) {
    fail(changed.length > 0 ? changed : Object.keys(wanted), error);
  }
  return failures;
}

function setValue(ini: IniFile | undefined, place: z.output<typeof placeSchema>, value: string | null): boolean {
  if (ini !== undefined) return ini.set(place, value);
  if (value === null) return false;
  throw new AreaFailure("FILE_MISSING", "a file that is not there is not made: install its program first");
}
