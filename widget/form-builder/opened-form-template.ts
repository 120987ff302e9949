import { html, nothing, type TemplateResult } from "lit/html.js";
import { actionButton } from "../ui/controls-template.ts";
import { builderDialog } from "./builder-dialog-template.ts";
import { type BuilderPage, builderButtons, builderForm, builderNotes } from "./builder-template.ts";
import type { PreviewController } from "./preview-controller.ts";
import { previewDrawer } from "./preview-template.ts";
import { type VersionsView, versionsSection } from "./versions-template.ts";

/** What an open form is drawn from. */
export type OpenedForm = BuilderPage &
  VersionsView & {
    readonly preview: PreviewController;
    /** How many touchpoints ask by this form. */
    readonly uses: number;
    /** Opens the page of touchpoints, where a form is given to one. */
    readonly toPlaces: () => void;
  };

/** Draws an open form: its versions, what can be written, and the bar at the foot. */
export function openedForm(opened: OpenedForm): TemplateResult {
  const { builder, preview, mayWrite, uses, toPlaces, language } = opened;
  const { say, newest } = builder;
  const notes = mayWrite ? builderNotes(builder) : nothing;
  const buttons = mayWrite ? builderButtons(builder) : nothing;
  return html`<p>
      <b>${newest ? say("fo.version", { n: newest.version }) : say("fo.unsaved")}</b> ·
      ${uses > 0 ? say("fo.used", { n: uses }) : say("fo.unused")}
    </p>
    ${newest && uses === 0 && mayWrite ? actionButton(say("fo.to-places"), { press: toPlaces, kind: "plain" }) : nothing}
    ${versionsSection(opened)}
    <div @focusin=${keepInSight}>
      ${mayWrite ? builderForm(opened) : nothing} ${previewDrawer({ say, preview, notes, buttons })}
    </div>
    ${builderDialog(builder, uses, language)}`;
}

/** What stays free around what has the focus, in px. */
const roomPx = 16;

/** Scrolls what has the focus out from under the bar at the foot of the window. Browsers don't know that it covers anything. */
function keepInSight({ currentTarget, target }: FocusEvent): void {
  const bar = (currentTarget as HTMLElement).querySelector(".preview");
  const focused = target as HTMLElement;
  if (!bar || bar.contains(focused) || getComputedStyle(bar).position !== "sticky") return;
  requestAnimationFrame(() => {
    const { top, bottom } = focused.getBoundingClientRect();
    const covered = bottom + roomPx - bar.getBoundingClientRect().top;
    if (covered > 0) scrollBy(0, Math.min(covered, top - roomPx));
  });
}
