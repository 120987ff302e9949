import { describe, expect, it } from "vitest";
import { deviceMemory, type ReadyKey } from "../../../../worker/devices/device-memory.ts";

const key = (number: number): ReadyKey => ({ number, key: {} as ReadyKey["key"] });
const memory = (): ReturnType<typeof deviceMemory> =>
  deviceMemory({ closed: () => new Set(["H20-0000000001"]), all: () => [] });

describe("the cache of keys", () => {
  it("reads a device's keys once, and again after a change", async () => {
    const kept = memory();
    expect(await kept.keys("device-a", async () => [key(1)])).toEqual([key(1)]);
    expect(await kept.keys("device-a", async () => [key(2)])).toEqual([key(1)]);
    kept.forget();
    expect(await kept.keys("device-a", async () => [key(2)])).toEqual([key(2)]);
  });

  it("does not keep keys that changed while they were read", async () => {
    const kept = memory();
    await kept.keys("device-a", async () => {
      kept.forget();
      return [key(1)];
    });
    expect(await kept.keys("device-a", async () => [key(2), key(1)])).toHaveLength(2);
  });

  it("keeps nothing of an unknown device, so that its keys are found once it has some", async () => {
    const kept = memory();
    expect(await kept.keys("device-a", async () => [])).toEqual([]);
    expect(await kept.keys("device-a", async () => [key(1)])).toEqual([key(1)]);
  });
});

describe("the cache of counters", () => {
  it("tells an overtaken counter from a used one, as far back as it reaches", () => {
    const seen = memory().seen("device-a", { number: 1, counter: 2 });
    for (const counter of [4, 6, 7]) seen.add(counter, `request ${counter}`);
    const copies = [1, 2, 3, 4, 5, 6, 7].filter((counter) => seen.tellsOfCopy(counter, "another request"));
    expect(copies).toEqual([1, 2, 4, 6, 7]);
    for (let counter = 8; counter <= 80; counter++) seen.add(counter, `request ${counter}`);
    expect(seen.tellsOfCopy(5, "another request")).toBe(true);
  });

  it("takes a repetition of the same request for no copy", () => {
    const seen = memory().seen("device-a", { number: 1, counter: 0 });
    seen.add(1, "a request");
    expect(seen.tellsOfCopy(1, "a request")).toBe(false);
    expect(seen.tellsOfCopy(1, "another request")).toBe(true);
  });
});
