import { KijunError } from "@kijun/core";

/** What differs between the Windows versions that a fleet can hold. Revisions and rule versions are believed. */
export interface WindowsEdition {
  readonly kind: "client" | "server";
  /** `CurrentBuildNumber`. */
  readonly build: string;
  /** `UBR` of some monthly updates. */
  readonly revisions: readonly [number, ...number[]];
  /** `ProductName`; Windows 11 still calls itself Windows 10 there. */
  readonly productName: string;
  readonly editionId: string;
  /** `DisplayVersion`, which Server 2016 does not know yet. */
  readonly displayVersion?: string;
  /** Version in front of each firewall rule of this Windows ([MS-GPFAS] 2.2.2.1). */
  readonly ruleVersion: string;
  /** A clean installation locks accounts after ten attempts: from build 22528 on (`AllowAdministratorLockout`, KB5020282). */
  readonly locksOut: boolean;
}

const EDITIONS: readonly { readonly title: string; readonly matches: RegExp; readonly edition: WindowsEdition }[] = [
  {
    title: "Windows Server 2022",
    matches: /Server 2022/i,
    edition: {
      kind: "server",
      build: "20348",
      revisions: [2762, 2849, 3207, 3807],
      productName: "Windows Server 2022 Standard",
      editionId: "ServerStandard",
      displayVersion: "21H2",
      ruleVersion: "v2.31",
      locksOut: false,
    },
  },
  {
    title: "Windows Server 2016",
    matches: /Server 2016/i,
    edition: {
      kind: "server",
      build: "14393",
      revisions: [7428, 7515, 7699, 8066],
      productName: "Windows Server 2016 Standard",
      editionId: "ServerStandard",
      ruleVersion: "v2.26",
      locksOut: false,
    },
  },
  {
    title: "Windows 11 Pro 23H2",
    matches: /Windows 11.*23H2/i,
    edition: {
      kind: "client",
      build: "22631",
      revisions: [4317, 4391, 4460, 5472],
      productName: "Windows 10 Pro",
      editionId: "Professional",
      displayVersion: "23H2",
      ruleVersion: "v2.32",
      locksOut: true,
    },
  },
  {
    title: "Windows 11 Pro 24H2",
    matches: /Windows 11(?!.*2[0-35-9]H)/i,
    edition: {
      kind: "client",
      build: "26100",
      revisions: [4349, 4652, 4946, 6584],
      productName: "Windows 10 Pro",
      editionId: "Professional",
      displayVersion: "24H2",
      ruleVersion: "v2.33",
      locksOut: true,
    },
  },
  {
    title: "Windows 10 Pro 22H2",
    matches: /Windows 10/i,
    edition: {
      kind: "client",
      build: "19045",
      revisions: [5011, 5131, 5247, 5965],
      productName: "Windows 10 Pro",
      editionId: "Professional",
      displayVersion: "22H2",
      ruleVersion: "v2.31",
      locksOut: false,
    },
  },
];

/**
 * The edition that an operating system's name stands for; `Windows 11 Pro` without a version is 24H2. Errors:
 * BASELINE_INVALID for a name that no modelled edition goes by.
 */
export function windowsEdition(operatingSystem: string): WindowsEdition {
  const found = EDITIONS.find(({ matches }) => matches.test(operatingSystem));
  if (found !== undefined) return found.edition;
  throw new KijunError("BASELINE_INVALID", `No simulated machine runs "${operatingSystem}".`, {
    hint: `Name one of ${EDITIONS.map(({ title }) => title).join(", ")} in the host class.`,
  });
}
