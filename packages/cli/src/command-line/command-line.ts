import { resolve } from "node:path";

import { KijunError } from "@kijun/core";
import { kijunHome } from "@kijun/provider/run";
import { Command, Option } from "commander";
import type { CommanderError, Help } from "commander";

import { wantsColor } from "./color-choice.js";
import { LANGUAGES } from "./language.js";
import type { Language, Text } from "./language.js";
import { Output } from "./output.js";

/** What a command works with. */
export interface Session {
  readonly environment: NodeJS.ProcessEnv;
  readonly output: Output;
  /** Of the command. */
  readonly version: string;
  /** The person's own folder for what outlives one command. */
  readonly home: string;
  /** The project's folder, absolute, whether or not it holds a project. */
  readonly projectFolder: string;
  /** Whether the person named the project's folder. */
  readonly projectNamed: boolean;
  /** Folder of the simulated fleet. */
  readonly fleetFolder: string;
  /** What stands behind `--` on the command line; for the engine. */
  readonly engineArguments: readonly string[];
}

interface SharedOptions {
  readonly cwd?: string;
  readonly fleetDir?: string;
  readonly color?: boolean;
}

/** The process that a command runs in. */
export interface Surroundings {
  readonly environment: NodeJS.ProcessEnv;
  readonly stdout: Output["stderr"];
  readonly stderr: Output["stderr"];
  readonly language: Language;
  readonly engineArguments: readonly string[];
}

/** Builds commands that share options, language and the form of errors, and keeps the exit code of the one that ran. */
export class CommandLine {
  /** Of the command that ran; 0 while none has. */
  exitCode = 0;
  readonly program: Command;

  constructor(
    private readonly surroundings: Surroundings,
    private readonly version: string,
  ) {
    this.program = this.prepare(new Command("kijun"));
    this.program
      .description(
        this.text({ ja: "Windows機器を宣言した基準に保つ", en: "keeps Windows machines at a declared baseline" }),
      )
      .version(version, "-V, --version", this.text({ ja: "版を表示", en: "print the version" }))
      .option(
        "-C, --cwd <dir>",
        this.text({
          ja: "プロジェクトのフォルダー（既定: 現在のフォルダー）",
          en: "folder of the project (default: the current one)",
        }),
      )
      .option(
        "--fleet-dir <dir>",
        this.text({
          ja: "模擬機器群のフォルダー（既定: KIJUN_HOMEまたは~/.kijunの下のfleet）",
          en: "folder of the simulated fleet (default: fleet in KIJUN_HOME or ~/.kijun)",
        }),
      )
      .addOption(
        new Option("--lang <language>", this.text({ ja: "表示言語", en: "language of messages" })).choices(LANGUAGES),
      )
      .option("--color", this.text({ ja: "常に色を付ける", en: "colour always" }))
      .option("--no-color", this.text({ ja: "色を付けない", en: "never colour" }));
  }

  text(text: Text): string {
    return text[this.surroundings.language];
  }

  /** A command with a description and one example. */
  command(parent: Command, usage: string, description: Text, example?: string): Command {
    const command = this.prepare(parent.command(usage)).description(this.text(description));
    if (example === undefined) return command;
    return command.addHelpText("after", `\n${this.text({ ja: "例", en: "Example" })}:\n  ${example}`);
  }

  /** Runs a command's work when it was chosen. The work answers the exit code. */
  async run(work: (session: Session) => Promise<number>): Promise<void> {
    this.exitCode = await work(this.session());
  }

  /** Where to write, as far as the command line has been understood. */
  output(): Output {
    const { environment, stdout, stderr, language } = this.surroundings;
    const { color } = this.program.opts<SharedOptions>();
    const wants = (stream: Output["stderr"]): boolean => wantsColor(stream, color, environment);
    return new Output({ stdout, stderr, language, color: { stdout: wants(stdout), stderr: wants(stderr) } });
  }

  private session(): Session {
    const { environment, engineArguments } = this.surroundings;
    const { cwd, fleetDir } = this.program.opts<SharedOptions>();
    const home = resolve(kijunHome(environment));
    return {
      environment,
      engineArguments,
      home,
      output: this.output(),
      version: this.version,
      projectFolder: resolve(cwd ?? "."),
      projectNamed: cwd !== undefined,
      fleetFolder: resolve(fleetDir ?? `${home}/fleet`),
    };
  }

  /** Settings that a command does not take over from its parent, or must know itself. */
  private prepare(command: Command): Command {
    const { stdout, stderr } = this.surroundings;
    return command
      .configureHelp({
        showGlobalOptions: true,
        styleTitle: (title) => this.title(title),
        optionDescription: (option) => this.optionDescription(option),
      } satisfies Partial<Help>)
      .helpCommand("help [command]", this.text({ ja: "コマンドの使い方を表示", en: "print how to use a command" }))
      .helpOption("-h, --help", this.text({ ja: "使い方を表示", en: "print how to use it" }))
      .configureOutput({
        writeOut: (text) => stdout.write(text),
        writeErr: (text) => stderr.write(text),
        outputError: () => undefined,
      })
      .exitOverride((error) => {
        throw usageError(error, command);
      });
  }

  private title(title: string): string {
    return this.surroundings.language === "ja" ? (TITLES_JA[title] ?? title) : title;
  }

  private optionDescription({ description, argChoices, defaultValue }: Option): string {
    const choices = argChoices === undefined ? [] : [argChoices.join(", ")];
    const initial =
      typeof defaultValue === "string"
        ? [this.text({ ja: `既定: ${defaultValue}`, en: `default: ${defaultValue}` })]
        : [];
    const notes = [...choices, ...initial].join("; ");
    if (notes === "") return description;
    return this.text({ ja: `${description}（${notes}）`, en: `${description} (${notes})` });
  }
}

const TITLES_JA: Readonly<Record<string, string>> = {
  "Usage:": "使い方:",
  "Arguments:": "引数:",
  "Options:": "オプション:",
  "Global Options:": "共通オプション:",
  "Commands:": "コマンド:",
};

/** What the parser says, as an error of ours. Help and version pass as they are; all has been said then. */
function usageError(error: CommanderError, command: Command): Error {
  if (error.exitCode === 0 || error.code === "commander.help") return error;
  const hint = `See \`${commandPath(command)} --help\`.`;
  return new KijunError("ARGUMENT_INVALID", error.message.replace(/^error: /, ""), { hint });
}

function commandPath(command: Command): string {
  return command.parent === null ? command.name() : `${commandPath(command.parent)} ${command.name()}`;
}
