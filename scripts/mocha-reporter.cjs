// Dots while tests run, each failure and each pending test in full, and the counts as JSON for `npm test`.
const { writeFileSync } = require("node:fs");
const { reporters, Runner } = require("mocha");

class CountingReporter extends reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    runner.on(Runner.constants.EVENT_TEST_PENDING, (test) => console.log(`\n  pending: ${test.fullTitle()}`));
    runner.once(Runner.constants.EVENT_RUN_END, () =>
      writeFileSync(options.reporterOptions.output, JSON.stringify(this.stats)),
    );
  }
}

module.exports = CountingReporter;
