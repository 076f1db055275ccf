/** Where a registry value stands: below HKEY_LOCAL_MACHINE, or in the hive of each user. */
export type RegistryRoot = "HKLM" | "HKU";

const owners = new Map<string, string>();

/** Notes which property of which area a registry value is, so that nobody declares it a second time by its key. */
export function ownRegistryValue(root: RegistryRoot, key: string, name: string, property: string): void {
  owners.set(placeText(root, key, name), property);
}

/** The property that a registry value is, where an area has one for it: `remoteDesktop.enabled`. */
export function ownerOfRegistryValue(root: RegistryRoot, key: string, name: string): string | undefined {
  return owners.get(placeText(root, key, name));
}

function placeText(root: RegistryRoot, key: string, name: string): string {
  return `${root}\\${key}\\${name}`.toLowerCase();
}
