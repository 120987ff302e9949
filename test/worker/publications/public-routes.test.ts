import { expect, test } from "vitest";
import { askApi, callApi, makeAgency, newFeedback, sendFeedback } from "../call-api.ts";
import { listedOperations } from "../listed-operations.ts";

test("nobody without a key gets a figure but from a publication", async () => {
  const agency = await makeAgency("OPENLY");
  const [touchpoint] = agency.touchpoints;
  await sendFeedback(Array.from({ length: 12 }, () => newFeedback(touchpoint, { level: 1 })));
  const open = listedOperations
    .map(({ operation }) => operation)
    .filter(({ audience, method }) => audience === "public" && method === "GET");
  expect(open.length).toBeGreaterThan(5);
  await askApi(`/v1/agencies/${agency.code}/publications`, { method: "POST", key: agency.key });
  for (const { path } of open.filter(({ path }) => path !== "/v1/openapi.json")) {
    const at = path
      .replace(":agency", agency.code)
      .replace(":id", touchpoint)
      .replace(":version", "1")
      .replace(":format", "csv");
    const before = await (await callApi(at)).text();
    await sendFeedback([newFeedback(touchpoint, { level: 5 })]);
    expect([path, await (await callApi(at)).text()]).toEqual([path, before]);
  }
});

test("everything else that reads figures needs a key", async () => {
  const agency = await makeAgency("OPENLY");
  // Comments are read by everybody once approved, the sealing key by whoever writes to it, and set-asides without values. Kiosks play recordings.
  // Whoever reads figures by service and question reads what these are called.
  // Before they sign in, people have neither key nor session.
  const open =
    /^GET \/(publications|methods|units|successions)|^GET \/(services|questions|sign-in)$|^GET \/(comments|sealed-recipient|set-asides|audio\/:id)$|^POST \/sign-in\/start$/;
  const ofAgency = listedOperations.map(({ operation }) => operation);
  for (const { method, path, audience } of ofAgency.filter(({ path }) => path.startsWith("/v1/agencies/:agency/"))) {
    const name = path.replace("/v1/agencies/:agency", "");
    const isOpen = open.test(`${method} ${name}`);
    expect([method, path, audience === "public"]).toEqual([method, path, isOpen]);
    if (isOpen) continue;
    const at = path.replace(":agency", agency.code).replaceAll(/:\w+/g, "x");
    expect([method, path, (await callApi(at, { method })).status]).toEqual([method, path, 401]);
  }
});
