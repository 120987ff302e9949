import { formatDay } from "../../shared/calendar/day.ts";
import type { Failure } from "../problems/failure.ts";
import type { Page } from "../../shared/contract/list.ts";
import type { RecipientsTalk, TalkQuery } from "../../shared/contract/sealed.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { needWholeAgency } from "../access/reach.ts";
import { type CursorScope, decodeCursor, encodeCursor, queryName } from "../lists/cursor.ts";
import { readLimit } from "../lists/page-of.ts";
import { toSealedMessage } from "./persons-talk.ts";
import type { SealedRooms } from "./sealed-rooms.ts";
import type { StoredTalk } from "./sealed-store.ts";

/** A page ends after this many characters of ciphertext, whatever its limit: an answer must fit into memory. */
const mostCharacters = 4_000_000;

/**
 * Talks with all their messages, the newest day first. Failures: `outside-subtree`, `invalid` for the limit, `bad-cursor`.
 */
export async function listTalks(
  rooms: SealedRooms,
  principal: Principal,
  query: TalkQuery,
): Promise<Result<Page<RecipientsTalk>, Failure>> {
  const { organization, store } = rooms;
  const allowed = needWholeAgency(principal, organization);
  if (!allowed.ok) return allowed;
  const limit = readLimit(query.limit);
  if (!limit.ok) return limit;
  const name = queryName("sealed-talks", { state: query.state });
  const scope: CursorScope = { secret: organization.agency.cursor_secret, query: name };
  const position = query.cursor === undefined ? ok(null) : await decodeCursor(query.cursor, scope);
  if (!position.ok) return position;
  const after = position.value && { day: Number(position.value[0]), id: String(position.value[1]) };
  const found = store.talks({ state: query.state, after, limit: limit.value + 1 });
  const data = fitting(rooms, found.slice(0, limit.value));
  const last = found[data.length - 1];
  const isMore = last !== undefined && found.length > data.length;
  return ok({ data, meta: { next_cursor: isMore ? await encodeCursor([last.day, last.id], scope) : null } });
}

/** As many talks as fit into a page, and the first in any case. */
function fitting(rooms: SealedRooms, talks: readonly StoredTalk[]): RecipientsTalk[] {
  const fit: RecipientsTalk[] = [];
  let characters = 0;
  for (const talk of talks) {
    const shown = recipientsTalk(rooms, talk);
    for (const { ciphertext } of shown.messages) characters += ciphertext.length;
    if (fit.length > 0 && characters > mostCharacters) break;
    fit.push(shown);
  }
  return fit;
}

function recipientsTalk({ store }: SealedRooms, talk: StoredTalk): RecipientsTalk {
  const { id, recipient, publicKey, day, state } = talk;
  const messages = store.messages(id).map(toSealedMessage);
  return { id, recipient, public_key: publicKey, received_on: formatDay(day), state, messages };
}
