import { writeSync } from "node:fs";

/**
 * Vitest reporter whose last line on stdout is `N passed, N failed`, and `, N skipped` if there are any.
 * A module that fails without a failed test (it does not compile, or its set-up threw) counts as one failure. So does an
 * error outside of any test.
 */
export default class PlainReporter {
  #line = null;

  onInit() {
    // This must come after all other reporters.
    process.once("exit", () => {
      if (this.#line !== null) writeSync(1, `${this.#line}\n`);
    });
  }

  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      const states = [...module.children.allTests()].map((test) => test.result().state);
      for (const state of states) counts[state === "pending" ? "skipped" : state] += 1;
      if (module.state() === "failed" && !states.includes("failed")) counts.failed += 1;
    }
    if (counts.passed + counts.failed === 0) counts.failed = 1;
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
    this.#line = `${counts.passed} passed, ${counts.failed} failed${skipped}`;
  }
}
