import type { AttestedPart, JudgedItem } from "@kijun/checklist";
import type { FiscalYear, Host, HostRole, Site } from "@kijun/core";

/** A part of an item as one column of a sheet asks about it. */
export interface AskedPart {
  /** `端末13`. */
  readonly item: string;
  readonly part: string;
  /** Heading of its column, unique on the sheet: the item, and the part where the sheet asks about several of the item. */
  readonly heading: string;
  /** The item's words verbatim, and the part's question where the item speaks of more than the part. */
  readonly words: string;
}

/** A machine as one row of a sheet. Its computer name is the id of the row. */
export interface AskedHost {
  readonly host: string;
  /** Days in service, `YYYY-MM-DD`; `from` counts, `until` does not. */
  readonly from: string;
  readonly until?: string | undefined;
}

/** One worksheet: the machines of one role with the parts that a person answers. */
export interface FormSection {
  readonly role: HostRole;
  /** Name of the worksheet. */
  readonly name: string;
  readonly parts: readonly AskedPart[];
  readonly hosts: readonly AskedHost[];
}

/** What is to be looked at on one site in one fiscal year. */
export interface AttestationForm {
  /** ASCII, the same for every issue of the sheet: `R7-kita-ward`. */
  readonly id: string;
  /** `R7`. */
  readonly year: string;
  readonly site: Site;
  readonly sections: readonly FormSection[];
}

/** What a form is made of. Machines are those in service at the site on the day that was chosen. */
export interface FormContent {
  readonly year: FiscalYear;
  readonly site: Site;
  readonly machines: readonly { readonly host: Host; readonly role: HostRole }[];
  readonly items: readonly JudgedItem[];
  /** What people call machines of a role. */
  readonly roleName: (role: HostRole) => string;
}

/** The form of one site; undefined where nothing is attested there. Roles and parts stand in the order of the checklist. */
export function attestationForm({ year, site, machines, items, roleName }: FormContent): AttestationForm | undefined {
  const roles = [...new Set(items.map(({ role }) => role))];
  const sections = roles.flatMap((role): FormSection[] => {
    const hosts = machines.filter((machine) => machine.role === role).map(({ host }) => askedHost(host));
    const parts = items.filter((item) => item.role === role).flatMap(askedParts);
    return hosts.length === 0 || parts.length === 0 ? [] : [{ role, name: roleName(role), parts, hosts }];
  });
  if (sections.length === 0) return undefined;
  return { id: `${year.name}-${site.id}`, year: year.name, site: { id: site.id, name: site.name }, sections };
}

function askedHost({ name, service: { from, until } }: Host): AskedHost {
  return { host: name, from, ...(until === undefined ? {} : { until }) };
}

function askedParts(item: JudgedItem): AskedPart[] {
  const attested = item.parts.filter((part): part is AttestedPart => part.kind === "attested");
  // The item's own words say it all, unless they speak of more than the part.
  const asked = (part: AttestedPart): string[] => (item.parts.length === 1 ? [] : [`確認事項：${part.question.ja}`]);
  return attested.map((part) => ({
    item: item.id,
    part: part.id,
    heading: attested.length === 1 ? item.id : `${item.id}/${part.id}`,
    words: [item.title, item.requirement, ...asked(part)].join("\u3000"),
  }));
}
