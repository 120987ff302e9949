import type { TemplateResult } from "lit/html.js";
import { askPressure, askQuestion } from "./ask-template.ts";
import { commentScreen } from "./comment-screen-template.ts";
import { faces } from "./faces-template.ts";
import { kioskThanks } from "./kiosk-thanks-template.ts";
import { more } from "./more-template.ts";
import { phone, sealed } from "./codes-template.ts";
import { scan, service } from "./service-template.ts";
import type { Step } from "../visit/visit.ts";
import type { VisitView } from "./visit-view.ts";

const screens: Readonly<Record<Step, (view: VisitView) => TemplateResult | "">> = {
  faces,
  service,
  scan,
  more,
  comment: commentScreen,
  check: (view) => view.check?.(view) ?? "",
  phone,
  sealed,
  question: askQuestion,
  pressure: askPressure,
  thanks: kioskThanks,
};

/** The screen of a visit's step. */
export function visitScreen(view: VisitView): TemplateResult | "" {
  return screens[view.visit.step](view);
}
