import { Machine, Site } from "@kijun/provider";

const office = new Site("office");

// The name is the computer name; another machine that answers at the address is refused.
new Machine("TERMINAL-01", {
  address: process.env["TERMINAL_ADDRESS"] ?? "192.0.2.10",
  credential: "terminal-admin",
  site: office,
  accountLockout: { thresholdAttempts: 5, durationMinutes: 15, resetCounterAfterMinutes: 15 },
});
