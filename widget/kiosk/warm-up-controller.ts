import { html, render } from "lit/html.js";
import type { FeedbackItem } from "../../shared/contract/feedback.ts";
import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import { pickKioskMessages } from "../messages/pick-kiosk-messages.ts";
import type { KioskPorts } from "./kiosk-ports.ts";
import type { Visit } from "./visit.ts";
import { noVisit } from "./visit.ts";
import { visitScreen } from "./visit-template.ts";

/** What is drawn ahead, and while whom it would disturb. */
export type WarmUp = {
  readonly config: TouchpointConfig;
  readonly timers: KioskPorts["timers"];
  readonly isOccupied: () => boolean;
};

/**
 * Lays out what follows upon a tap, unseen and for a moment, after each of these levels: the first person of a day then waits no
 * longer than others for letters that the browser has never set. Ends as soon as somebody is there.
 */
export function warmUp(root: ShadowRoot, { config, timers, isOccupied }: WarmUp): void {
  const visits: Visit[] = [1, 3, 5].map((level) => visitAt("more", level));
  const next = (): void => {
    const visit = visits.pop();
    if (!visit || isOccupied()) return;
    layOut(root, config, visit);
    timers.after(0, next);
  };
  visits.unshift(visitAt("thanks", 5));
  next();
}

function visitAt(step: Visit["step"], level: number): Visit {
  return { ...noVisit, step, draft: { item: { level } as FeedbackItem, tappedAtMs: 0 } };
}

function layOut(root: ShadowRoot, config: TouchpointConfig, visit: Visit): void {
  const box = document.createElement("div");
  box.className = "kiosk";
  box.style.visibility = "hidden";
  root.append(box);
  const none = (): void => {};
  const view = {
    ...{ say: pickKioskMessages("vi", config.texts), language: "vi" as const, config, visit, server: "" },
    ...{ encode: null, check: null, scanNews: "" as const, isCapital: false, act: none, typed: none },
    ...{ isKept: true, mayRechoose: true },
  };
  render(html`<div class="page"><main class=${visit.step}>${visitScreen(view)}</main></div>`, box);
  box.getBoundingClientRect();
  box.remove();
}
