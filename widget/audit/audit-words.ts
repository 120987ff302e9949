import type { AuditEntry } from "../../shared/contract/audit.ts";
import { dayWords, type Language } from "../messages/messages.ts";
import { pickMembersMessages, type MembersKey, membersVi } from "../members/members-messages.ts";
import { type AuditKey, auditVi, isAuditKey, pickAuditMessages } from "./audit-messages.ts";

/** Who did it: a name, or what stands for people and machines without one. */
export function whoDid({ by, by_name }: Pick<AuditEntry, "by" | "by_name">, language: Language): string {
  const say = pickAuditMessages(language);
  const key = `au.w.${by}`;
  return by_name ?? (isAuditKey(key) ? say(key) : say("au.w.unknown", { id: by }));
}

/** What was done, as the rest of a sentence; the kind itself where there are no words for it. */
export function auditWords({ what, on }: Pick<AuditEntry, "what" | "on">, language: Language): string {
  const key = `au.d.${what}`;
  const say = pickAuditMessages(language);
  const named = on.replace(/ and (\d+) more$/, (_, count: string) => `, ${say("au.v.more", { what: count })}`);
  return isAuditKey(key) ? say(key, { on: named }) : `${what} ${named}`;
}

/** Kinds of what can be done: the first word of what the log says. */
export const auditKinds: readonly string[] = Object.keys(auditVi)
  .filter((key) => key.startsWith("au.k."))
  .map((key) => key.slice(5));

/** A kind's name. */
export function kindWords(kind: string, language: Language): string {
  const key = `au.k.${kind}`;
  return isAuditKey(key) ? pickAuditMessages(language)(key) : kind;
}

/** Parts of what stood before and after, and how they are said. `what` and `day` are the brackets. */
const parts: readonly (readonly [said: RegExp, key: AuditKey])[] = [
  [/^unit (?<what>[^,]+)$/, "au.v.unit"],
  [/^category (?<what>.+)$/, "au.v.category"],
  [/^no comment but (?<what>.+)$/, "au.v.no-comment"],
  [/^replaced by (?<what>\S+), works until (?<day>\S+)$/, "au.v.replaced"],
  [/^from (?<day>\S+)$/, "au.v.from"],
  [/^due on (?<day>\S+)$/, "au.v.due"],
  [/^last day (?<day>\S+)$/, "au.v.last-day"],
  [/^by key$/, "au.v.by-key"],
  [/^by OpenID at (?<what>.+)$/, "au.v.by-openid"],
  [/^named by (?<what>\S+) before$/, "au.v.named-by"],
];

function partWords(part: string, language: Language): string | null {
  const say = pickAuditMessages(language);
  const state = `au.v.${part}`;
  if (isAuditKey(state)) return say(state);
  const named: MembersKey | null = (`ad.role.${part}` in membersVi ? `ad.role.${part}` : null) as never;
  if (named) return pickMembersMessages(language)(named);
  for (const [said, key] of parts) {
    const { groups } = said.exec(part) ?? {};
    if (said.test(part)) {
      const day = groups?.["day"];
      const what = groups?.["what"] === "other" ? say("au.v.other") : groups?.["what"];
      return say(key, { ...groups, ...(what ? { what } : {}), ...(day ? { day: dayWords(day, language) } : {}) });
    }
  }
  return null;
}

/** What stood before or after in words: states, roles and scopes are said in the reader's language, names stay. */
export function valueWords(value: string, language: Language): string {
  const whole = partWords(value, language);
  if (whole !== null) return whole;
  const scopes = value.split(" ").map((scope) => `ad.scope.${scope}`);
  if (scopes.every((key) => key in membersVi)) {
    return scopes.map((key) => pickMembersMessages(language)(key as MembersKey)).join("; ");
  }
  return value
    .split(", ")
    .map((part) => partWords(part, language) ?? part)
    .join(", ");
}
