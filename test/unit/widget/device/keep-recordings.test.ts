import { expect, test } from "vitest";
import type { TouchpointConfig } from "../../../../shared/contract/touchpoint.ts";
import { keepRecordings } from "../../../../widget/device/keep-recordings.ts";

/** A device whose config can change, and whose server may be away. */
function device(): {
  readonly kept: Set<string>;
  readonly asked: string[];
  reachable: boolean;
  hear: (...ids: string[]) => Promise<void>;
  networkChanges: () => Promise<void>;
} {
  let config: TouchpointConfig | undefined;
  let tell = (): void => {};
  const kept = new Set<string>();
  const asked: string[] = [];
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  };
  const cache = {
    keys: async () => [...kept].map((path) => ({ url: `https://feedback.test${path}` })),
    delete: async ({ url }: Request) => kept.delete(new URL(url).pathname),
    match: async (path: string) => (kept.has(path) ? {} : undefined),
    async add(path: string) {
      asked.push(path);
      if (!given.reachable) throw new TypeError("Failed to fetch");
      kept.add(path);
    },
  };
  const given = {
    ...{ kept, asked, reachable: true },
    async hear(...ids: string[]) {
      const audio = ids.map((id) => ({ language: "vi", text: id, id }));
      config = { agency: { code: "H20" }, form: { audio } } as unknown as TouchpointConfig;
      tell();
      await settled();
    },
    async networkChanges() {
      tell();
      await settled();
    },
  };
  keepRecordings({
    caches: { open: async () => cache } as unknown as CacheStorage,
    config: () => config,
    watch(listener) {
      tell = listener;
      return () => {};
    },
  });
  return given;
}

const at = (...ids: string[]): Set<string> => new Set(ids.map((id) => `/v1/agencies/H20/audio/${id}`));

test("the recordings that the config names are kept, and fetched once", async () => {
  const { hear, networkChanges, kept, asked } = device();
  expect(kept).toEqual(new Set());
  await hear("one", "two");
  await networkChanges();
  await hear("one", "two");
  expect(kept).toEqual(at("one", "two"));
  expect(asked).toHaveLength(2);
});

test("those that a new config doesn't name are dropped, and only new ones are fetched", async () => {
  const { hear, kept, asked } = device();
  await hear("one", "two");
  await hear("two", "three");
  expect(kept).toEqual(at("two", "three"));
  expect(asked).toHaveLength(3);
  await hear();
  expect(kept).toEqual(new Set());
});

test("what could not be fetched is tried again once the network changes", async () => {
  const kiosk = device();
  kiosk.reachable = false;
  await kiosk.hear("one", "two");
  expect([kiosk.kept.size, kiosk.asked.length]).toEqual([0, 2]);
  kiosk.reachable = true;
  await kiosk.networkChanges();
  expect(kiosk.kept).toEqual(at("one", "two"));
});

test("a config that comes while recordings are being fetched is not forgotten", async () => {
  const { hear, kept } = device();
  void hear("one", "two");
  await hear("three");
  expect(kept).toEqual(at("three"));
});

test("without a cache nothing is kept, and nothing fails", () => {
  const config = { agency: { code: "H20" }, form: {} } as unknown as TouchpointConfig;
  expect(() => keepRecordings({ caches: undefined, config: () => config, watch: () => () => {} })).not.toThrow();
});
