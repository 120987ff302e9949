import { html, nothing, type TemplateResult } from "lit/html.js";
import { dayWords } from "../messages/messages.ts";
import type { UnitRow } from "../office-ui/office-controls-template.ts";
import { actionButton } from "../ui/controls-template.ts";
import { kindWords, pickUnitsMessages } from "./units-messages.ts";
import type { ChangeKind, SuccessionRow } from "./plan-change.ts";
import type { UnitNode } from "./unit-forest.ts";
import { shareWords, type Telling } from "./unit-preview-template.ts";

/** What the tree is drawn with. */
export type TreeView = Telling & {
  readonly successions: readonly SuccessionRow[];
  /** The unit whose details are shown; empty for none. */
  readonly opened: string;
  readonly mayChange: boolean;
  readonly open: (code: string) => void;
  readonly change: (kind: ChangeKind, unit: UnitRow) => void;
  readonly unlink: (succession: SuccessionRow) => void;
};

/** Draws units as lists in lists, so that a screen reader says how deep each is. Each unit is one button, which shows its details. */
export function unitTree(forest: readonly UnitNode[], view: TreeView): TemplateResult {
  return html`<ul class="tree">
    ${forest.map(
      ({ unit, below }) => html`<li>
        ${unitLine(unit, view)} ${below.length > 0 ? unitTree(below, view) : nothing}
      </li>`,
    )}
  </ul>`;
}

/** Draws a unit as a button, and its details below while it is open. */
export function unitLine(unit: UnitRow, view: TreeView): TemplateResult {
  const isOpen = view.opened === unit.code;
  const { language } = view.office;
  return html`<button
      type="button"
      class="unit"
      id="unit-${unit.code}"
      aria-expanded=${isOpen ? "true" : "false"}
      @click=${() => view.open(isOpen ? "" : unit.code)}
    >
      <span class="unit-name" lang="vi">${unit.name}</span>
      <span class="soft">${unit.code}&nbsp;· ${kindWords(unit.kind, language)}&nbsp;· ${daysOf(unit, view)}</span>
    </button>
    ${isOpen ? details(unit, view) : nothing}`;
}

function daysOf({ valid_from, valid_to }: UnitRow, { office: { language } }: Telling): string {
  const say = pickUnitsMessages(language);
  const from = dayWords(valid_from, language);
  return valid_to === null ? say("or.since", { from }) : say("or.span", { from, to: dayWords(valid_to, language) });
}

function details(unit: UnitRow, view: TreeView): TemplateResult {
  const { versions, mayChange, office } = view;
  const say = pickUnitsMessages(office.language);
  const all = versions.filter(({ code }) => code === unit.code).sort((a, b) => (a.valid_from < b.valid_from ? 1 : -1));
  const nameOf = (code: string | null): string =>
    versions.filter((one) => one.code === (code ?? office.agency)).map(({ name }) => name)[0] ?? code ?? office.agency;
  const isEnded = (all[0]?.valid_to ?? null) !== null;
  const kinds: readonly ChangeKind[] = isEnded
    ? ["rename", "merge", "split", "reopen"]
    : ["rename", "move", "merge", "split", "end"];
  const buttons = kinds.map((kind) =>
    actionButton(say(`or.do.${kind}` as "or.do.end"), { press: () => view.change(kind, unit) }),
  );
  return html`<div class="card details" role="group" aria-label=${say("or.open", { name: unit.name })}>
    ${unit.national_code ? html`<p class="soft">${say("or.national")}: ${unit.national_code}</p>` : nothing}
    ${successions(unit.code, view, nameOf)}
    <details>
      <summary>${say("or.history")}</summary>
      <ul>
        ${all.map((one) => {
          const told = { days: daysOf(one, view), name: one.name, parent: nameOf(one.parent) };
          return html`<li>${say("or.history.line", told)}</li>`;
        })}
      </ul>
    </details>
    ${mayChange ? html`<div class="row">${buttons}</div>` : nothing}
  </div>`;
}

function successions(
  unit: string,
  { successions: all, office, mayChange, unlink }: TreeView,
  nameOf: (code: string) => string,
): TemplateResult | typeof nothing {
  const { language } = office;
  const say = pickUnitsMessages(language);
  const own = all.filter(({ from, to }) => from === unit || to === unit);
  if (own.length === 0) return nothing;
  return html`<ul>
    ${own.map((one) => {
      const told = { day: dayWords(one.on, language), share: shareWords(one.share, language) };
      const words =
        one.from === unit
          ? say("or.gives", { ...told, to: nameOf(one.to) })
          : say("or.gets", { ...told, from: nameOf(one.from) });
      const button = mayChange ? actionButton(say("or.unlink"), { press: () => unlink(one), kind: "plain" }) : nothing;
      return html`<li>${words} ${button}</li>`;
    })}
  </ul>`;
}
