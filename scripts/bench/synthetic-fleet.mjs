// A fleet of any size for `bench:preview --machines N`: the terminals of the first customer's baseline, at addresses of
// the documentation range 2001:db8::/32 (RFC 3849), since the three IPv4 ones hold 762 machines together.
export function syntheticFleet(fleet, machines) {
  const [terminal] = fleet.classes.filter(({ role }) => role === "terminal");
  const hosts = Array.from({ length: machines }, (_, index) => ({
    name: `BENCH-T${String(index + 1).padStart(5, "0")}`,
    hostClass: terminal.id,
    site: fleet.sites[index % fleet.sites.length].id,
    address: `2001:db8::${(index + 1).toString(16)}`,
    service: { from: "2020-01-01" },
  }));
  // The declared adapter is that of the IPv4 default route, which a machine with an IPv6 address alone does not have.
  const settings = { ...terminal.settings, networkAdapter: undefined };
  return { ...fleet, classes: [{ ...terminal, settings }], hosts };
}
