import type { FeedbackItem } from "../../shared/contract/feedback.ts";

/** Shorter JSON is a rating or two without long words: the usual case, and not looked into. */
const lightLength = 1000;
/** Words that are masked and compared in one transaction, in UTF-16 units. A comment is never cut, so it may be longer. */
const mostWords = 500;
/** Items without words that are taken in one transaction; about 10 ms. */
const mostItems = 50;

/** Accepts deliveries of feedback as their JSON; returns the JSON of the receipts. */
export type HeavyTurns = (json: string, underWay: number) => Promise<string>;

/** What {@link heavyTurns} works with: what commits a delivery, and a rest in which others have their turn. */
export type HeavyTurnsDeps = { readonly commit: HeavyTurns; readonly rest: () => Promise<void> };

/**
 * Masking a long comment and comparing it with others takes ten milliseconds, and a batch has up to a hundred. So a delivery
 * with many words is taken in portions, each in a transaction of its own, one portion at a time, with rests in which
 * others are served. Deliveries that wait take turns, a portion each. Items keep their order. If a portion fails, the whole
 * delivery does: its sender sends it again, and what was stored is a duplicate then.
 */
export function heavyTurns({ commit, rest }: HeavyTurnsDeps): HeavyTurns {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (json: string): Promise<string> => {
    const taken = last.then(() => commit(json, 1));
    last = taken.catch(() => null).then(rest);
    return taken;
  };
  return async (json, underWay) => {
    const portions = json.length < lightLength ? [] : portionsOf(json);
    const [only = json] = portions;
    if (portions.length < 2 && !hasManyWords(only)) return commit(json, underWay);
    const receipts: string[] = [];
    for (const portion of portions) receipts.push((await inTurn(portion)).slice(1, -1));
    return `[${receipts.join(",")}]`;
  };
}

function hasManyWords(json: string): boolean {
  return json.length >= lightLength && json.includes('"comment":');
}

/** The JSON of a delivery for each portion of its items. */
function portionsOf(json: string): string[] {
  const { items, ...envelope } = JSON.parse(json) as { readonly items: readonly FeedbackItem[] };
  const portions: FeedbackItem[][] = [];
  let words = 0;
  for (const item of items) {
    const more = item.comment?.length ?? 0;
    const portion = portions.at(-1);
    if (portion && portion.length < mostItems && words + more <= mostWords) {
      portion.push(item);
      words += more;
    } else {
      portions.push([item]);
      words = more;
    }
  }
  return portions.map((portion) => JSON.stringify({ ...envelope, items: portion }));
}
