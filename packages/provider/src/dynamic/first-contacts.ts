import type { Readings } from "../live/readings.js";
import { noteContact } from "../run/contact-file.js";
import type { FleetFileEntry } from "../run/fleet-file.js";
import { firstContactMessage } from "./first-contact.js";

/** What first contacts need of the provider's process. */
export interface ContactSurroundings {
  readonly readings: Readings;
  /** Where the program looks whether all has been said. */
  readonly contactFile: string;
  log(severity: "info" | "warning", text: string, urn: string): Promise<void>;
}

/**
 * Reads machines that the state does not know and says what would change on them, all at the same time. The engine is
 * not made to wait; the program is, because a run ends with its program (see the contact file).
 */
export class FirstContacts {
  constructor(private readonly surroundings: ContactSurroundings) {}

  /** Starts with one machine; returns at once. */
  begin(entry: FleetFileEntry): void {
    const { contactFile } = this.surroundings;
    noteContact(contactFile, entry.host, "asked");
    void this.tell(entry).finally(() => {
      noteContact(contactFile, entry.host, "told");
    });
  }

  private async tell(entry: FleetFileEntry): Promise<void> {
    const { readings } = this.surroundings;
    const reading = await readings.of(entry, false);
    const message = firstContactMessage(entry, reading, readings.refusals(entry.host));
    if (message !== undefined) await this.surroundings.log(message.severity, message.text, entry.urn);
  }
}
