/*
 * Loaded before a program: it runs on another day than today, so that what takes a year can be seen to its end. The time of day
 * stays, and passes as it does.
 */
const shiftMs = Number(process.env["KIJUN_TEST_SHIFTED_DAYS"] ?? 0) * 86_400_000;
const now = Date.now.bind(Date);

globalThis.Date = new Proxy(Date, {
  construct: (target, given: unknown[], shifted) =>
    Reflect.construct(target, given.length === 0 ? [now() + shiftMs] : given, shifted) as Date,
  get: (target, name) => (name === "now" ? () => now() + shiftMs : (Reflect.get(target, name) as unknown)),
});
