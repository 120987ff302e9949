import { writeSync } from "node:fs";

/**
 * Vitest reporter whose last line on stdout is `N passed, N failed`, with `, N skipped` where there are some.
 * A module that failed without a failed test (it does not compile, or its set-up threw) counts as one failure, and so does
 * an error outside of any test.
 */
export default class PlainReporter {
  #line = null;

  onInit() {
    // Whatever else reports, this comes after it.
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
