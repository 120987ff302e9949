import type { Page as Tab } from "playwright-core";

/** Exchanges a key, the root key with an agency, for a session in a tab, and opens a page of the office, such as `/office/H20/comments`. */
export async function signInOffice(
  tab: Tab,
  {
    path,
    baseUrl,
    ...given
  }: { readonly baseUrl: string; readonly key: string; readonly agency?: string; readonly path: string },
): Promise<void> {
  await tab.goto(`${baseUrl}/office/`);
  const status = await tab.evaluate(async (sent) => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify(sent);
    return (await fetch("/v1/sessions", { method: "POST", headers, body })).status;
  }, given);
  if (status !== 201 && status !== 200) throw new Error(`the key was not exchanged: ${status}`);
  await tab.goto(baseUrl + path);
}
