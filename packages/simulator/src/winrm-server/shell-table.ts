import { RemoteShell, type ShellRequest } from "./remote-shell.js";
import { newGuid } from "./soap-response.js";
import { refuse } from "./wsman-faults.js";

const GUID = /^(?:uuid:)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** True for an id that a client may propose for a shell or a command. */
export function isProposableId(id: string): boolean {
  return GUID.test(id);
}

/** The open shells of a machine. One timer, for the shell that would expire first, whatever their number. */
export class ShellTable {
  /** Shells opened since the server was made. */
  opened = 0;
  readonly #shells = new Map<string, RemoteShell>();
  readonly #onReaped: (shell: RemoteShell) => void;
  #reaper: NodeJS.Timeout | undefined;

  /** @param onReaped told of a shell that its client left open past the idle time */
  constructor(onReaped: (shell: RemoteShell) => void) {
    this.#onReaped = onReaped;
  }

  get size(): number {
    return this.#shells.size;
  }

  /**
   * Opens a shell.
   *
   * @param proposedId ShellId attribute of the request
   * @param shellsPerUser quota of one account
   * @param prefix put before an id that the server makes
   * @throws WsmanFault 2150859173 when the account has as many shells as it may
   */
  open(
    request: ShellRequest,
    proposedId: string | undefined,
    shellsPerUser: number,
    prefix: "" | "uuid:",
  ): RemoteShell {
    let owned = 0;
    for (const shell of this.#shells.values()) if (shell.request.owner === request.owner) owned += 1;
    if (owned >= shellsPerUser) refuse("maxShells");
    if (proposedId !== undefined && !isProposableId(proposedId)) refuse("schemaValidation");
    const shell = new RemoteShell(proposedId ?? prefix + newGuid(), request);
    if (this.#shells.has(keyOf(shell.id))) refuse("alreadyExists");
    this.#shells.set(keyOf(shell.id), shell);
    this.opened += 1;
    clearTimeout(this.#reaper);
    this.#reaper = undefined;
    this.#scheduleReaping();
    return shell;
  }

  /**
   * Finds a shell of an account and counts the access as use.
   *
   * @throws WsmanFault 2150858843 when there is none, 5 when it is someone else's
   */
  find(id: string | undefined, owner: string): RemoteShell {
    const shell = id === undefined ? undefined : this.#shells.get(keyOf(id));
    if (shell === undefined) return refuse("unexpectedSelectors");
    if (shell.request.owner !== owner) refuse("accessDenied");
    shell.touch();
    return shell;
  }

  delete(shell: RemoteShell): void {
    this.#shells.delete(keyOf(shell.id));
    shell.killAll();
  }

  /** The machine goes off line: all shells and their processes end. */
  clear(): void {
    clearTimeout(this.#reaper);
    this.#reaper = undefined;
    for (const shell of this.#shells.values()) shell.killAll();
    this.#shells.clear();
  }

  #scheduleReaping(): void {
    if (this.#reaper !== undefined || this.#shells.size === 0) return;
    let first = Infinity;
    for (const shell of this.#shells.values()) first = Math.min(first, shell.expires);
    // setTimeout takes at most 2^31 - 1 ms; a longer idle time is simply looked at again then.
    const wait = Math.min(Math.max(first - Date.now(), 1), 0x7fff_ffff);
    this.#reaper = setTimeout(() => {
      this.#reaper = undefined;
      this.#reap();
    }, wait);
    this.#reaper.unref();
  }

  #reap(): void {
    const now = Date.now();
    for (const shell of [...this.#shells.values()]) {
      if (shell.expires > now) continue;
      this.delete(shell);
      this.#onReaped(shell);
    }
    this.#scheduleReaping();
  }
}

/** Letter case does not tell two GUIDs apart; a `uuid:` prefix does, the client has to give it back as it was. */
function keyOf(id: string): string {
  return id.toUpperCase();
}
