import { html, render } from "lit/html.js";
import type { FeedbackItem } from "../../shared/contract/feedback.ts";
import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import { pickKioskMessages } from "../messages/kiosk-messages.ts";
import type { KioskDeps } from "./kiosk-deps.ts";
import { noVisit, type Visit } from "../visit/visit.ts";
import { visitScreen } from "./visit-template.ts";

/** What is drawn ahead, and whether somebody is there, who would be disturbed. */
export type WarmUp = {
  readonly config: TouchpointConfig;
  readonly timers: KioskDeps["timers"];
  readonly isOccupied: () => boolean;
};

/**
 * Lays out the screens after a tap once, invisibly, so that the browser has their letters and styles ready: the first person
 * of a day then waits no longer than others. Stops as soon as somebody is there.
 */
export class WarmUpController {
  declare private readonly root: ShadowRoot;
  declare private readonly given: WarmUp;
  declare private readonly visits: Visit[];

  constructor(root: ShadowRoot, given: WarmUp) {
    this.root = root;
    this.given = given;
    this.visits = [...[1, 3, 5].map((level) => visitAt("more", level)), visitAt("thanks", 5)];
  }

  /** Lays out the next screen, and the others one by one. */
  run(): void {
    const visit = this.visits.shift();
    if (!visit || this.given.isOccupied()) return;
    layOut(this.root, this.given.config, visit);
    this.given.timers.after(0, () => this.run());
  }
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
    ...{ say: pickKioskMessages("vi", config.texts), language: "vi" as const, config, visit },
    ...{ server: "", note: "" },
    ...{ encode: null, check: null, scanNews: "" as const, isCapital: false, act: none, typed: none, turn: none },
    ...{ isKept: true, mayRechoose: true },
  };
  render(html`<div class="page"><main class=${visit.step}>${visitScreen(view)}</main></div>`, box);
  box.getBoundingClientRect();
  box.remove();
}
