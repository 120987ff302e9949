import { describe, expect, test } from "vitest";
import type { DoorBook, Doors } from "../../../../worker/runtime/ports.ts";
import { doorBook } from "../../../../worker/runtime/door-book.ts";

type Told = { doors: Doors; reads: number; waits: (() => void)[] | null };

function bookOf(touchpoints: string[], devices: string[] = []): { book: DoorBook; told: Told; now: { ms: number } } {
  const now = { ms: 0 };
  const told: Told = { doors: { touchpoints: touchpoints.map((id) => [id, null]), devices }, reads: 0, waits: null };
  const doors = async (): Promise<Doors> => {
    told.reads += 1;
    const seen = told.doors;
    await new Promise<void>((resolve) => (told.waits ? told.waits.push(resolve) : resolve()));
    return seen;
  };
  return { book: doorBook({ agency: () => ({ doors }), nowMs: () => now.ms }), told, now };
}

describe("doorBook", () => {
  test("asks an agency once about touchpoints and devices that it has", async () => {
    const { book, told, now } = bookOf(["H20-a", "H20-b"], ["device-1"]);
    expect(await book.touchpoint("H20", "H20-a")).toEqual({ limit: null });
    now.ms = 50_000;
    expect(await book.touchpoint("H20", "H20-b")).toEqual({ limit: null });
    expect(await book.hasDevice("H20", "device-1")).toBe(true);
    expect(told.reads).toBe(1);
  });

  test("invented touchpoints and devices cost an agency one question in two seconds", async () => {
    const { book, told, now } = bookOf(["H20-a"]);
    for (let id = 0; id < 1000; id += 1) {
      expect(await book.touchpoint("H20", `H20-${id}`)).toBeNull();
      expect(await book.hasDevice("H20", `device-${id}`)).toBe(false);
      now.ms += 10;
    }
    expect(told.reads).toBe(5);
  });

  test("asks again after a minute, since another Worker may have changed a limit", async () => {
    const { book, told, now } = bookOf(["H20-a"]);
    await book.touchpoint("H20", "H20-a");
    told.doors = { touchpoints: [["H20-a", { at_once: 40, per_minute: 20 }]], devices: [] };
    now.ms = 60_000;
    expect(await book.touchpoint("H20", "H20-a")).toEqual({ limit: { at_once: 40, per_minute: 20 } });
  });

  test("a change counts at once, also if a question was under way", async () => {
    const { book, told } = bookOf([]);
    told.waits = [];
    const early = book.touchpoint("H20", "H20-a");
    told.doors = { touchpoints: [["H20-a", null]], devices: [] };
    book.forget("H20");
    const late = book.touchpoint("H20", "H20-a");
    for (const go of told.waits.toReversed()) go();
    expect(await early).toBeNull();
    expect(await late).toEqual({ limit: null });
    expect(await book.touchpoint("H20", "H20-a")).toEqual({ limit: null });
    expect(told.reads).toBe(2);
  });

  test("a question that failed is asked again", async () => {
    const { book, told, now } = bookOf(["H20-a"]);
    const failing = doorBook({
      agency: () => ({
        doors: () => (told.reads++ === 0 ? Promise.reject(new Error("overloaded")) : Promise.resolve(told.doors)),
      }),
      nowMs: () => now.ms,
    });
    await expect(failing.touchpoint("H20", "H20-a")).rejects.toThrow("overloaded");
    expect(await failing.touchpoint("H20", "H20-a")).toEqual({ limit: null });
    expect(await book.touchpoint("H20", "H20-a")).toEqual({ limit: null });
  });
});
