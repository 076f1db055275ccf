// Dots while tests run, each failure and each pending test in full, and the counts by kind as JSON for `npm test`.
const { writeFileSync } = require("node:fs");
const { reporters, Runner } = require("mocha");

const { EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_TEST_PENDING, EVENT_RUN_END } = Runner.constants;

class CountingReporter extends reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    const counts = {};
    const count = (outcome) => (test) => {
      // What a hook or a file that cannot be loaded does wrong belongs to its file, and to no test.
      const kind = kindOf(test.file ?? test.parent?.file ?? "");
      counts[kind] ??= { passing: 0, failing: 0, pending: 0, milliseconds: 0 };
      counts[kind][outcome]++;
      counts[kind].milliseconds += test.duration ?? 0;
    };
    runner.on(EVENT_TEST_PASS, count("passing"));
    runner.on(EVENT_TEST_FAIL, count("failing"));
    runner.on(EVENT_TEST_PENDING, count("pending"));
    runner.on(EVENT_TEST_PENDING, (test) => console.log(`\n  pending: ${test.fullTitle()}`));
    runner.once(EVENT_RUN_END, () => writeFileSync(options.reporterOptions.output, JSON.stringify(counts)));
  }
}

/** The folder under `test`; what stands beside its source is `unit`. */
function kindOf(file) {
  return /[\\/]test[\\/]dist[\\/]([^\\/]+)[\\/]/.exec(file)?.[1] ?? "unit";
}

module.exports = CountingReporter;
