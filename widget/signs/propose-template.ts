import { html, nothing, type TemplateResult } from "lit";
import { formatDay } from "../../shared/calendar/day.ts";
import type { Session } from "../../shared/contract/session.ts";
import { dayWords, type Language } from "../messages/messages.ts";
import type { BodyOf, Problem } from "../office-ui/office-client.ts";
import { modal, problemWords } from "../office-ui/office-controls-template.ts";
import { actionButton, chooseField, faultNote, textField } from "../ui/controls-template.ts";
import { clockWords, dayAt } from "./seen-ratings.ts";
import type { LoadedEvidence, SignPlace } from "./load-evidence.ts";
import { type SignsSay, signsKey } from "./signs-messages.ts";

/** A proposal that is being written. */
export type Proposal = {
  readonly at: SignPlace;
  /** First instant, and the first after the last one, of what carries the sign. */
  readonly from: string;
  readonly before: string;
  readonly scope: "both" | "place" | "sign";
  readonly span: "day" | "exact";
  readonly reason: string;
  readonly role: string;
  readonly isBusy: boolean;
  readonly problem: Problem | null;
};

const roles = ["reform-office", "inspector", "administrator"] as const;

/** A proposal to set aside what the evidence is about; null if nothing carries the sign. */
export function firstProposal({ at, evidence }: LoadedEvidence, { role }: Session): Proposal | null {
  const marked = evidence.ratings.filter(({ signs }) => signs.includes(at.sign));
  const [first, last] = [marked[0], marked[marked.length - 1]];
  if (!first || !last) return null;
  return {
    ...{ at, from: first.at, before: new Date(Date.parse(last.at) + 1).toISOString() },
    ...{ scope: "both", span: "day", reason: "", isBusy: false, problem: null },
    role: roles.find((one) => one === role) ?? "reform-office",
  };
}

/** What is sent for a proposal. */
export function proposalBody({ at, scope, span, from, before, reason, role }: Proposal): BodyOf<"postSetAside"> {
  const [begin, end] = span === "day" ? [at.day, at.day] : [from, before];
  return {
    ...(scope === "sign" ? {} : { touchpoint: at.touchpoint }),
    ...(scope === "place" ? {} : { sign: at.sign as NonNullable<BodyOf<"postSetAside">["sign"]> }),
    ...{ from: begin, to: end, reason: reason.trim(), role },
  };
}

/** How the dialog is drawn. */
export type ProposeView = {
  readonly say: SignsSay;
  readonly language: Language;
  readonly timeZone: string;
  readonly set: (proposal: Proposal | null) => void;
  readonly send: () => void;
};

/** The dialog in which a proposal is written; nothing for null. */
export function proposeDialog(proposal: Proposal | null, view: ProposeView): TemplateResult | typeof nothing {
  if (!proposal) return nothing;
  const { say, language, timeZone, set, send } = view;
  const key = signsKey(`si.${proposal.at.sign}`);
  const sign = key ? say(key) : proposal.at.sign;
  const change = (more: Partial<Proposal>): void => set({ ...proposal, ...more });
  const day = dayWords(formatDay(dayAt(proposal.from, timeZone)), language);
  const exact = { from: clockWords(proposal.from, timeZone), to: clockWords(proposal.before, timeZone) };
  return modal(
    say("sa.propose.title"),
    () => set(null),
    html`<p>${say("sa.propose.what")}</p>
      ${chooseField({
        ...{ id: "scope", label: say("sa.scope"), value: proposal.scope },
        choices: (["both", "place", "sign"] as const).map((one) => [one, say(`sa.scope.${one}`, { sign })] as const),
        chosen: (scope) => change({ scope: scope as Proposal["scope"] }),
      })}
      ${chooseField({
        ...{ id: "span", label: say("sa.span"), value: proposal.span },
        choices: [
          ["day", say("sa.span.day", { day })],
          ["exact", say("sa.span.exact", exact)],
        ],
        chosen: (span) => change({ span: span as Proposal["span"] }),
      })}
      ${textField({ id: "reason", label: say("sa.reason"), value: proposal.reason, most: 1000, typed: (reason) => change({ reason }) })}
      ${chooseField({
        ...{ id: "role", label: say("sa.role"), value: proposal.role },
        choices: roles.map((one) => [one, say(`sa.role.${one}`)] as const),
        chosen: (role) => change({ role }),
      })}
      ${faultNote(proposal.problem && problemWords(proposal.problem, language))}
      <div class="row">
        ${actionButton(say("sa.send"), { press: send, kind: "main", isBusy: proposal.isBusy || proposal.reason.trim() === "" })}
        ${actionButton(say("sa.leave"), { press: () => set(null) })}
      </div>`,
  );
}
