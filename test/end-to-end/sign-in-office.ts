import type { Page as Tab } from "playwright-core";

/** Exchanges a key for a session in a tab, and opens a page of the office, such as `/office/H20/comments`. */
export async function signInOffice(
  tab: Tab,
  { baseUrl, key, path }: { readonly baseUrl: string; readonly key: string; readonly path: string },
): Promise<void> {
  await tab.goto(`${baseUrl}/office/`);
  const status = await tab.evaluate(async (given) => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ key: given });
    return (await fetch("/v1/sessions", { method: "POST", headers, body })).status;
  }, key);
  if (status !== 201 && status !== 200) throw new Error(`the key was not exchanged: ${status}`);
  await tab.goto(baseUrl + path);
}
