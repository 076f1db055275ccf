import { styleText } from "node:util";

import { KijunError } from "@kijun/core";

import type { Language, Text } from "./language.js";

/** A stream of the process, as far as output needs it. */
export type OutputStream = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

export interface OutputOptions {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly language: Language;
  /** Decided for each stream apart. */
  readonly color: { readonly stdout: boolean; readonly stderr: boolean };
}

/** What a command says: results go to stdout, everything said on the way to stderr. */
export class Output {
  constructor(private readonly options: OutputOptions) {}

  get language(): Language {
    return this.options.language;
  }

  get stderr(): OutputStream {
    return this.options.stderr;
  }

  /** Width in cells of the terminal behind each stream; undefined where there is none, or one that does not say. */
  get columns(): { readonly stdout: number | undefined; readonly stderr: number | undefined } {
    const { stdout, stderr } = this.options;
    return { stdout: stdout.columns || undefined, stderr: stderr.columns || undefined };
  }

  get color(): OutputOptions["color"] {
    return this.options.color;
  }

  text(text: Text): string {
    return text[this.language];
  }

  /** A result, with a final line feed. */
  result(text: string): void {
    this.options.stdout.write(ended(text));
  }

  json(value: unknown): void {
    this.result(JSON.stringify(value, null, 2));
  }

  /** Something said on the way. */
  note(text: string): void {
    this.options.stderr.write(ended(text));
  }

  /** One clear message with the next step. A defect of ours shows where it happened. */
  error(error: unknown): void {
    this.note(this.errorText(error));
  }

  private errorText(error: unknown): string {
    const label = this.options.color.stderr
      ? styleText("red", ERROR[this.language], { validateStream: false })
      : ERROR[this.language];
    if (error instanceof KijunError)
      return `${label}: ${error.code}: ${error.message}\n  ${NEXT[this.language]}: ${error.hint}`;
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return `${label}: ${this.text(DEFECT)}\n${stack}`;
  }
}

const ERROR = { ja: "エラー", en: "error" } as const;
const NEXT = { ja: "次の手順", en: "next" } as const;
const DEFECT: Text = {
  ja: "Kijunの不具合です。次の内容を添えて報告してください。",
  en: "this is a defect of Kijun; report it with what follows.",
};

function ended(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}
