import { checkCharacter, codeAlphabet } from "../../../shared/encodings/check-character.ts";
import { ask, type Answered, askAsRoot, giveKey, openAgency, putThreeUnits, rowsOf } from "../office.ts";
import { newFeedback, sendFeedback } from "../call-api.ts";

/** An agency with North, Ward below it and South, a portal touchpoint in North and in South, and keys of the office and of units. */
export type CommentsOffice = {
  readonly code: string;
  readonly base: string;
  /** Touchpoints of North, which publishes comments, and of South. */
  readonly north: string;
  readonly south: string;
  readonly officeKey: string;
  /** Keys of a unit that read and change comments. */
  readonly northKey: string;
  readonly southKey: string;
  /** A key of North that only reads. */
  readonly readerKey: string;
};

const all = ["comments:read", "comments:write", "indices:read", "feedback:read", "audit:read"];
let made = 0;

/** Opens an office of its own for a test; `prefix` tells the test files apart. */
export async function openComments(prefix: string): Promise<CommentsOffice> {
  made += 1;
  const code = `${prefix}${made}`;
  const base = await openAgency(code);
  await putThreeUnits(base);
  const north = `${code}-0000000001`;
  const south = `${code}-0000000002`;
  const place = { channel: "portal", from: "2025-07-01" };
  const touchpoints = [
    { ...place, id: north, unit: "North", name: "Cổng Bắc", comments: "published" },
    { ...place, id: south, unit: "South", name: "Cổng Nam" },
  ];
  const put = await askAsRoot(`PUT ${base}/touchpoints`, { touchpoints });
  if (put.status !== 200) throw new Error(JSON.stringify(put.body));
  return {
    ...{ code, base, north, south },
    officeKey: await giveKey(base, { scopes: all }),
    northKey: await giveKey(base, { scopes: all, unit: "North" }),
    southKey: await giveKey(base, { scopes: all, unit: "South" }),
    readerKey: await giveKey(base, { scopes: ["comments:read"], unit: "North" }),
  };
}

let tickets = 0;

/** Another ticket of an agency. */
export function newTicket({ code }: CommentsOffice): string {
  tickets += 1;
  const tail = [0, 1].map((place) => codeAlphabet[Math.floor(tickets / 32 ** place) % 32]).join("");
  const body = `7K3M9Q2XHW${tail}`;
  return `${code}-${body}${checkCharacter(body)}`;
}

/** Sends a comment; returns its ticket. */
export async function comment(
  office: CommentsOffice,
  words: string,
  different: Record<string, unknown> = {},
): Promise<string> {
  const ticket = newTicket(office);
  const [receipt] = await sendFeedback([newFeedback(office.north, { comment: words, ticket, ...different })]);
  if (receipt?.outcome !== "accepted") throw new Error(JSON.stringify(receipt));
  return ticket;
}

/** Rows of the office's list. */
export async function listed(
  office: CommentsOffice,
  query = "",
  key = office.officeKey,
): Promise<Record<string, unknown>[]> {
  const answered = await ask(`GET ${office.base}/comments${query}`, { key });
  if (answered.status !== 200) throw new Error(JSON.stringify(answered.body));
  return rowsOf(answered);
}

/** The newest comment's id. */
export async function newest(office: CommentsOffice): Promise<string> {
  const [row] = await listed(office, "?limit=1");
  return String(row?.id);
}

export type Change = Readonly<Record<string, unknown>>;

/** Changes a comment at a version. */
export function change(
  office: CommentsOffice,
  { id, version, key = office.officeKey }: { readonly id: string; readonly version: number; readonly key?: string },
  body: Change,
): Promise<Answered> {
  const headers = { "if-match": `"${version}"` };
  return ask(`PATCH ${office.base}/comments/${id}`, { key, body, headers });
}

/** Answers a comment at a version. */
export function answer(
  office: CommentsOffice,
  { id, version, key = office.officeKey }: { readonly id: string; readonly version: number; readonly key?: string },
  body: Change,
): Promise<Answered> {
  const headers = { "if-match": `"${version}"` };
  return ask(`POST ${office.base}/comments/${id}/replies`, { key, body, headers });
}

/** The public comments of a touchpoint. */
export async function published(office: CommentsOffice, touchpoint = office.north): Promise<Record<string, unknown>[]> {
  return rowsOf(await ask(`GET ${office.base}/comments?touchpoint=${touchpoint}`));
}

/** Calls the API as a ticket's holder. */
export function hold(act: "lookup" | "withdraw" | "reopen" | "rate", body: Change): Promise<Answered> {
  return ask(`POST /v1/tickets/${act}`, { body });
}
