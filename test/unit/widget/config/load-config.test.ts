import { expect, test } from "vitest";
import { loadConfig } from "../../../../widget/config/load-config.ts";
import { touchpoint, touchpointConfig } from "../../../fixtures/touchpoint-config.ts";

const at = { server: "https://feedback.example", touchpoint };

type Asked = { readonly address: string; readonly cache: RequestCache | undefined };

function network(answer: (cache: RequestCache | undefined) => Response): {
  asked: Asked[];
  seen: (string | null)[];
  load: () => ReturnType<typeof loadConfig>;
} {
  const asked: Asked[] = [];
  const seen: (string | null)[] = [];
  const fetch = async (address: string | URL | Request, options?: RequestInit): Promise<Response> => {
    asked.push({ address: String(address), cache: options?.cache });
    return answer(options?.cache);
  };
  const load = (): ReturnType<typeof loadConfig> =>
    loadConfig(at, { fetch, serverSeen: (_server, version) => seen.push(version) });
  return { asked, seen, load };
}

const found = (): Response => Response.json(touchpointConfig, { headers: { "api-version": "0.1.0" } });
const offline = (): never => {
  throw new TypeError("Failed to fetch");
};

test("asks once, and reports the version of the server", async () => {
  const { asked, seen, load } = network(found);
  expect(await load()).toEqual(touchpointConfig);
  expect(asked).toEqual([{ address: `https://feedback.example/v1/touchpoints/${touchpoint}`, cache: "default" }]);
  expect(seen).toEqual(["0.1.0"]);
});

test("without a network the browser's copy does, however old", async () => {
  const { load } = network((cache) => (cache === "force-cache" ? found() : offline()));
  expect(await load()).toEqual(touchpointConfig);
});

test("without network and cached copy there is no config", async () => {
  expect(await network(offline).load()).toBeUndefined();
});

test.each([403, 404] as const)("a server that refuses by %i says so", async (status) => {
  expect(await network(() => Response.json({ status }, { status })).load()).toBe(status);
});

test.each([
  ["a server that is busy", () => Response.json({ status: 503 }, { status: 503 })],
  ["the login page of a network", () => new Response("<html>", { headers: { "content-type": "text/html" } })],
])("%s is no config", async (_what, answer) => {
  expect(await network(answer).load()).toBeUndefined();
});
