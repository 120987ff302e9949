import { expect, test } from "vitest";
import { runChaos } from "./run-chaos.ts";

const seeds = [20, Date.now() % 1_000_000];

test.each(seeds)(
  "every rating that was thanked arrives exactly once, whatever happens to the kiosk (seed %i)",
  async (seed) => {
    const log: string[] = [];
    const report = await runChaos({
      ...{ visits: 25, seed, long: ["profile wiped", "profile copied"] },
      log: (line) => log.push(line),
    });
    expect(report.faults, `seed ${seed}\n${log.join("\n")}`).toEqual([]);
    expect(report.thanked).toBeGreaterThan(15);
    expect(report.sequence.wiped).toBeGreaterThan(0);
    expect(report.forked).toBeGreaterThan(0);
  },
);
