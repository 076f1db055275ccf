/** The network of the servers and of the controller, from which Kijun reaches every machine (RFC 5737). */
const SERVER_NETWORK = "192.0.2";

/** The networks of the terminals, one /28 per site in the order of the sites (RFC 5737). */
const TERMINAL_NETWORKS = ["198.51.100", "203.0.113"];

const SUBNET_SIZE = 16;
const SUBNETS_PER_NETWORK = 256 / SUBNET_SIZE;

/** Seats of one site: a /28 without its network, gateway and broadcast addresses. */
const MAXIMUM_SEATS = SUBNET_SIZE - 3;

/** Where the ＣＳ answer the terminals: both nodes and the address that the active one takes. */
export const APPLICATION_SERVER_RANGES = [`${SERVER_NETWORK}.0/28`];

/** Where administration comes from. */
export const CONTROLLER_RANGES = [`${SERVER_NETWORK}.240/28`];

/** The computer that Kijun runs on, as the machines see it. */
export const CONTROLLER_ADDRESS = `${SERVER_NETWORK}.250`;

/** Where terminals are. */
export const TERMINAL_RANGES = TERMINAL_NETWORKS.map((network) => `${network}.0/24`);

/** The address of a server by its place in the server network. */
export function serverAddress(position: number): string {
  return `${SERVER_NETWORK}.${String(position)}`;
}

/**
 * The address of a seat, counted from 1; it stays when the terminal on the seat is replaced. A seat that the range of
 * its site has no address for has a text that is none, so that compiling the fleet names its machine.
 */
export function seatAddress(siteIndex: number, seat: number): string {
  if (seat > MAXIMUM_SEATS) return `none for seat ${seat}: a site has ${MAXIMUM_SEATS}`;
  const network = TERMINAL_NETWORKS[Math.floor(siteIndex / SUBNETS_PER_NETWORK)] ?? "";
  const subnet = (siteIndex % SUBNETS_PER_NETWORK) * SUBNET_SIZE;
  return `${network}.${String(subnet + 1 + seat)}`;
}
