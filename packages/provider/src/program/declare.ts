import { rmSync } from "node:fs";

import { isDocumentationAddress, KijunError } from "@kijun/core";
import type * as pulumi from "@pulumi/pulumi";

import { routeTo } from "../live/routes.js";
import { contactFilePath } from "../run/contact-file.js";
import { appendToFleetFile, fleetFilePath, removeOldFleetFiles } from "../run/fleet-file.js";
import type { FleetFileEntry } from "../run/fleet-file.js";
import { runFolder } from "../run/run-folder.js";
import { waitForContacts } from "./contact-wait.js";
import { forProgram } from "./program-error.js";

let path: string | undefined;
const declared = new Map<string, string>();

/**
 * Tells the provider of a machine before the engine hears of it. Without an engine (unit tests of a program) there is
 * nobody to tell. Errors: FLEET_NOT_RUNNING for a machine that only a simulated fleet could answer for.
 */
export function declareInFleetFile(entry: FleetFileEntry): void {
  const engine = engineAddress();
  if (engine === undefined) return;
  requireRoute(entry);
  if (path === undefined) {
    const folder = runFolder();
    removeOldFleetFiles(folder);
    path = fleetFilePath(engine, folder);
    // Another engine may have had the same address before.
    rmSync(path, { force: true });
    rmSync(contactFilePath(engine, folder), { force: true });
  }
  requireUnique(entry);
  appendToFleetFile(path, entry);
}

/** Lets a preview end only when the provider has said what it found on a new machine. */
export function awaitContacts(urn: pulumi.Output<string>): void {
  const engine = engineAddress();
  if (engine === undefined) return;
  urn.apply(() => {
    waitForContacts(contactFilePath(engine));
  });
}

function engineAddress(): string | undefined {
  const engine = process.env["PULUMI_NODEJS_ENGINE"];
  return engine === "" ? undefined : engine;
}

function requireRoute({ address }: FleetFileEntry): void {
  if (!isDocumentationAddress(address)) return;
  try {
    routeTo(address);
  } catch (error) {
    throw error instanceof KijunError ? forProgram(error) : error;
  }
}

/** Windows compares computer names without case, so two that differ only in that are one machine declared twice. */
function requireUnique({ host, address, port }: FleetFileEntry): void {
  const issues = Object.entries({ name: host, address: `${address}:${String(port)}` }).flatMap(([path, value]) => {
    const key = `${path} ${value.toLowerCase()}`;
    const other = declared.get(key);
    declared.set(key, host);
    if (other === undefined || other === host) return [];
    const message = `Machine ${other} has the same ${path}`;
    return [{ file: `Machine ${host}`, path, value: JSON.stringify(value), message }];
  });
  if (issues.length > 0) throw forProgram(KijunError.forIssues(issues));
}
