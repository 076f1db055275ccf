/**
 * Whether an address belongs to a range reserved for documentation (RFC 5737: 192.0.2.0/24, 198.51.100.0/24,
 * 203.0.113.0/24; RFC 3849: 2001:db8::/32). No machine can have one, so it is never dialled: such a host is a
 * simulated one or it is unreachable.
 */
export function isDocumentationAddress(address: string): boolean {
  return /^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}$/.test(address) || /^2001:0?db8:/i.test(address);
}
