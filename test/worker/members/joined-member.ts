import { type Answered, ask, askAsRoot } from "../office.ts";

/** Somebody who has joined: their id, the key by which they sign in, and the cookie of the session that began. */
export type Joined = { readonly id: string; readonly key: string; readonly cookie: string };

/** Who is invited. */
export type Invited = { readonly role: string; readonly name?: string; readonly unit?: string };

/** Invites somebody with the root key; answers their id and the code. */
export async function invite(
  base: string,
  { name = "Lê Thị Hoa", ...more }: Invited,
): Promise<{ id: string; code: string }> {
  const made = await askAsRoot(`POST ${base}/members`, { name, ...more });
  if (made.status !== 201) throw new Error(`nobody was invited: ${JSON.stringify(made.body)}`);
  const { id, invitation: code } = made.body as { id: string; invitation: string };
  return { id, code };
}

/** Takes an invitation. */
export function take(base: string, code: string): Promise<Answered> {
  return ask("POST /v1/invitations", { body: { agency: base.split("/").at(-1), code } });
}

/** Invites somebody, who joins at once. */
export async function join(base: string, invited: Invited): Promise<Joined> {
  const { id, code } = await invite(base, invited);
  return { id, ...joinedOf(await take(base, code)) };
}

/** The key and the cookie of an answer to a taken invitation. */
export function joinedOf(taken: Answered): Omit<Joined, "id"> {
  if (taken.status !== 201) throw new Error(`nobody joined: ${JSON.stringify(taken.body)}`);
  return { key: (taken.body as { key: string }).key, cookie: cookieOf(taken) };
}

/** The cookie of an answer, as a browser sends it back. */
export function cookieOf({ headers }: Answered): string {
  return (headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}

/** A call as a page of this server makes it. */
export function inOffice(cookie: string): { headers: Record<string, string> } {
  return { headers: { cookie, "office-session": "1", "sec-fetch-site": "same-origin" } };
}
