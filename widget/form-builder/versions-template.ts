import { html, nothing, type TemplateResult } from "lit/html.js";
import { dayWords, type Language } from "../messages/messages.ts";
import { actionButton, chooseField } from "../ui/controls-template.ts";
import type { BuilderController } from "./builder-controller.ts";
import { formChanges } from "./form-changes.ts";
import type { Form } from "../../shared/contract/form.ts";
import { dayOf, type SavedVersion } from "./load-forms.ts";

/** Which two versions are compared; 0 is the draft. */
export type Compared = { readonly was: number; readonly is: number };

/** How the versions are shown. */
export type VersionsView = {
  readonly builder: BuilderController;
  readonly language: Language;
  readonly compared: Compared | null;
  readonly compare: (compared: Compared) => void;
  readonly mayWrite: boolean;
};

/** The versions that are compared until somebody chooses: the draft, or the newest, with the one before it. */
function comparedAtFirst({ versions, hasChanges }: BuilderController): Compared | null {
  const [newest, before] = versions;
  if (!newest) return null;
  return hasChanges ? { was: newest.version, is: 0 } : { was: before?.version ?? newest.version, is: newest.version };
}

/** Draws what differs between two versions, in sentences. */
export function versionsSection(view: VersionsView): TemplateResult | typeof nothing {
  const { builder, language, mayWrite } = view;
  const { say, versions } = builder;
  const compared = view.compared ?? comparedAtFirst(builder);
  if (!compared) return nothing;
  const named = ({ version, created_at }: SavedVersion): readonly [string, string] => [
    String(version),
    say("fo.versions.one", { n: version, day: dayWords(dayOf(created_at), language) }),
  ];
  const draft: readonly (readonly [string, string])[] = mayWrite ? [["0", say("fo.versions.draft")]] : [];
  const chosen = versions.find(({ version }) => version === compared.was);
  return html`<details id="versions" ?open=${view.compared !== null}>
    <summary>${say("fo.versions")}</summary>
    <div class="tools">
      <div>
        ${chooseField({ id: "versions-was", label: say("fo.versions.was"), value: String(compared.was), choices: versions.map(named), chosen: (was) => view.compare({ ...compared, was: Number(was) }) })}
      </div>
      <div>
        ${chooseField({ id: "versions-is", label: say("fo.versions.is"), value: String(compared.is), choices: [...draft, ...versions.map(named)], chosen: (is) => view.compare({ ...compared, is: Number(is) }) })}
      </div>
    </div>
    <div role="status">${differences(view, compared)}</div>
    ${
      mayWrite && chosen
        ? html`<div class="row">${actionButton(say("fo.versions.use", { n: chosen.version }), { press: () => builder.use(chosen) })}</div>`
        : nothing
    }
  </details>`;
}

function differences({ builder, language }: VersionsView, { was, is }: Compared): TemplateResult | typeof nothing {
  const { say, versions, draft } = builder;
  const formOf = (number: number): Form | undefined =>
    number === 0 ? draft.form : versions.find(({ version }) => version === number);
  const [old, now] = [formOf(was), formOf(is)];
  if (!old || !now) return nothing;
  const changes = formChanges(old, now, { say, language });
  return changes.length === 0 ? html`<p>${say("fo.versions.same")}</p>` : sentences(changes);
}

/** Draws sentences as a list. */
export function sentences(all: readonly string[]): TemplateResult {
  return html`<ul>
    ${all.map((one) => html`<li>${one}</li>`)}
  </ul>`;
}
