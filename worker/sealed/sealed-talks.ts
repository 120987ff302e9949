import { formatDay } from "../../shared/calendar/day.ts";
import { listOf } from "../../shared/contract/list.ts";
import {
  type MarkedTalk,
  markedTalk,
  newSealedAnswer,
  type RecipientsTalk,
  recipientsTalk,
  sealedReceipt,
  talkMark,
  talkQuery,
} from "../../shared/contract/sealed.ts";
import { fail, ok } from "../../shared/result.ts";
import { decodeCursor, encodeCursor, queryName } from "../lists/cursor.ts";
import { readLimit } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { SealedDeps } from "./present-recipient.ts";
import { isOf, takeMessage, toSealedMessage } from "./sealed-reports.ts";
import { lastDayFrom } from "./delete-old-talks.ts";
import type { StoredTalk } from "./sealed-store.ts";

const talksPath = "/v1/agencies/:agency/sealed-talks";
const params = { id: "The talk's id." };

/** `GET …/sealed-talks`: sealed reports by day, as their recipient alone can open them. */
export const listSealedTalks: Operation<SealedDeps> = operation({
  method: "GET",
  path: talksPath,
  audience: "sealed:read",
  summary: "Read sealed reports and their talks by day, as ciphertext",
  description:
    "The newest day first, within a day by random ids. A page may be shorter than its limit, since messages are long. Needs a key on the whole agency.",
  query: talkQuery,
  answer: listOf(recipientsTalk),
  failures: ["outside-subtree", "invalid", "bad-cursor"],
  runs: "reads",
  wholeAgency: true,
  async run({ organization, sealed }, _, { query: { state, limit: most, cursor } }) {
    const limit = readLimit(most);
    if (!limit.ok) return limit;
    const query = queryName("sealed-talks", { state });
    const scope = { secret: organization.agency.cursor_secret, query };
    const position = cursor === undefined ? ok(null) : await decodeCursor(cursor, scope);
    if (!position.ok) return position;
    const after = position.value && { day: Number(position.value[0]), id: String(position.value[1]) };
    const found = sealed.talks({ state, after, limit: limit.value + 1 });
    const data = fitting(sealed, found.slice(0, limit.value));
    const last = found[data.length - 1];
    const isMore = last !== undefined && found.length > data.length;
    return ok({ data, meta: { next_cursor: isMore ? await encodeCursor([last.day, last.id], scope) : null } });
  },
});

/** `POST …/sealed-talks/{id}/messages`: the recipient's answer, sealed to the person's key. */
export const postSealedAnswer: Operation<SealedDeps> = operation({
  method: "POST",
  path: `${talksPath}/:id/messages`,
  params,
  audience: "sealed:read",
  summary: "Answer a sealed report, sealed to its person's key",
  description:
    "Answers are numbered from 1 on, without a gap. The same answer again changes nothing. Needs a key on the whole agency.",
  body: newSealedAnswer,
  answer: sealedReceipt,
  statuses: [201],
  failures: ["outside-subtree", "unknown-talk", "message-taken", "invalid"],
  runs: "in a transaction",
  wholeAgency: true,
  run(deps, _, { params: { id }, body: { copy, ...message } }) {
    const talk = deps.sealed.findTalk(id);
    if (!talk) return fail({ kind: "unknown-talk", given: id });
    const isNew = !deps.sealed.messages(id).some(isOf("recipient", message.number));
    const taken = takeMessage(deps, { talk, sender: "recipient", message });
    // The recipient's own copy of the answer.
    const own = { ...copy, number: message.number };
    if (taken.ok && isNew) takeMessage(deps, { talk, sender: "copy", message: own });
    return taken;
  },
});

/** `PATCH …/sealed-talks/{id}`: marks a talk as read or closed; the person sees it. */
export const patchSealedTalk: Operation<SealedDeps> = operation({
  method: "PATCH",
  path: `${talksPath}/:id`,
  params,
  audience: "sealed:read",
  summary: "Mark a sealed report as read, or its talk as closed",
  description: "The person sees the mark. Closing a talk moves its last day. Needs a key on the whole agency.",
  body: talkMark,
  answer: markedTalk,
  failures: ["outside-subtree", "unknown-talk"],
  runs: "in a transaction",
  wholeAgency: true,
  run(deps, _, { params: { id }, body: { state } }) {
    const { sealed } = deps;
    const talk = sealed.findTalk(id);
    if (!talk) return fail({ kind: "unknown-talk", given: id });
    const isClosing = state === "closed" && talk.state !== "closed";
    sealed.putTalk({ ...talk, state, lastDay: isClosing ? lastDayFrom(deps, talk.lastDay) : talk.lastDay });
    const marked: MarkedTalk = { id, state };
    return ok(marked);
  },
});

/** A page ends after this many characters of ciphertext, whatever its limit: an answer must fit into memory. */
const mostCharacters = 4_000_000;

/** As many talks as fit into a page, and the first in any case. */
function fitting(sealed: SealedDeps["sealed"], talks: readonly StoredTalk[]): RecipientsTalk[] {
  const fit: RecipientsTalk[] = [];
  let characters = 0;
  for (const { id, recipient, publicKey, day, state, lastDay } of talks) {
    const messages = sealed.messages(id).map(toSealedMessage);
    for (const { ciphertext } of messages) characters += ciphertext.length;
    if (fit.length > 0 && characters > mostCharacters) break;
    const days = { received_on: formatDay(day), kept_until: formatDay(lastDay) };
    fit.push({ id, recipient, public_key: publicKey, ...days, state, messages });
  }
  return fit;
}
