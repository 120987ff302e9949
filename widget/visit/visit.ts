import type { Answer } from "../../shared/contract/form.ts";
import type { FeedbackItem } from "../../shared/contract/feedback.ts";
import { cleanText } from "./clean-text.ts";
import { charactersLeft } from "./comment-length.ts";
import type { DraftChange, FeedbackDraft } from "./feedback-draft.ts";

/** Screens of a visit, from the question to the thank-you. */
export type Step =
  | "faces"
  | "service"
  | "scan"
  | "more"
  | "comment"
  | "check"
  | "phone"
  | "sealed"
  | "question"
  | "pressure"
  | "thanks";

/** What comes after the tap. Made without the level, so that every level leads through the same screens. */
export type VisitPlan = {
  /** Whether reasons or a comment are asked for. */
  readonly hasMore: boolean;
  /** The form's further questions, by id. */
  readonly questions: readonly string[];
  readonly asksPressure: boolean;
};

/** Where a person is, and what they have said so far. */
export type Visit = {
  readonly step: Step;
  readonly plan: VisitPlan;
  /** What was tapped and sent, in its newest revision; null before the first tap. */
  readonly draft: FeedbackDraft | null;
  /** Monotonic time of the newest tap on a face, in milliseconds. */
  readonly tappedAtMs: number | null;
  /** Chosen, but not yet sent. */
  readonly reasons: readonly string[];
  readonly text: string;
  /** Which of the plan's questions is asked. */
  readonly question: number;
  readonly service: string;
  readonly dossier: string;
  /** The screen that they were on before they went to this one: the sealed report's has two ways back. */
  readonly cameFrom: Step;
};

/** What a person does. `leave`: went away, or has had the thank-you. */
export type VisitEvent =
  | { readonly kind: "rate"; readonly level: number }
  | { readonly kind: "go"; readonly to: "service" | "scan" | "comment" | "phone" | "sealed" }
  | { readonly kind: "back" | "skip" | "send" | "rechoose" | "leave" }
  | { readonly kind: "toggle-reason"; readonly reason: string }
  | { readonly kind: "type"; readonly text: string }
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "pressure"; readonly answer: NonNullable<FeedbackItem["pressure"]> }
  | { readonly kind: "choose-service"; readonly service: string; readonly dossier: string };

/** What a change of a draft may hold on a kiosk. */
export type KioskChange = DraftChange & Partial<Pick<FeedbackItem, "pressure" | "signs">>;

/** What a visit works with: clock, ids and form, handed in. */
export type VisitTools = {
  /** Monotonic, in milliseconds. */
  readonly nowMs: number;
  readonly plan: () => VisitPlan;
  /** Whether a reason is offered after a level. */
  readonly fits: (reason: string, level: number) => boolean;
  readonly start: (change: KioskChange, chosen: Pick<Visit, "service" | "dossier">) => FeedbackDraft;
  /** Undefined: more than 15 minutes have passed, the feedback is closed. */
  readonly revise: (draft: FeedbackDraft, change: KioskChange) => FeedbackDraft | undefined;
  /** Whether words hold what looks like somebody's number, address and the like. */
  readonly namesSomebody: (text: string) => boolean;
  /** A ticket for a comment. */
  readonly ticket: () => string;
};

/** "Chạm nhầm? Chọn lại" is offered for this long after a tap, in milliseconds. */
export const rechooseWithinMs = 6000;
/** The thank-you stays for this long where there is nothing to take along, in milliseconds. */
export const thanksMs = 4000;

/** Nobody is there. */
export const noVisit: Visit = {
  step: "faces",
  plan: { hasMore: false, questions: [], asksPressure: false },
  draft: null,
  tappedAtMs: null,
  reasons: [],
  text: "",
  question: 0,
  service: "",
  dossier: "",
  cameFrom: "more",
};

/** What an event makes of a visit, and the revision that is to be kept because of it, if any. */
export type VisitChange = { readonly visit: Visit; readonly keep: FeedbackDraft | null };

/** Whether the level may still be changed by a tap on "Chọn lại". */
export function mayRechoose({ step, tappedAtMs }: Visit, nowMs: number): boolean {
  return (step === "more" || step === "thanks") && tappedAtMs !== null && nowMs - tappedAtMs < rechooseWithinMs;
}

/** Whether there is a code to take along, so that the screen waits for the person rather than for the clock. */
export function hasTicket({ draft }: Visit): boolean {
  return draft?.item.ticket !== undefined;
}

/**
 * The next state of a visit. An event that its screen does not offer changes nothing. A rating is to be kept at the first
 * tap, and nothing that comes later takes it back; what was chosen or typed and not sent is kept nowhere.
 */
export function nextVisit(visit: Visit, event: VisitEvent, tools: VisitTools): VisitChange {
  switch (event.kind) {
    case "rate":
      return visit.step === "faces" ? rated(visit, event.level, tools) : still(visit);
    case "go":
      return still(mayGo(visit, event.to) ? { ...visit, step: event.to, cameFrom: visit.step } : visit);
    case "back":
      return still(wentBack(visit));
    case "rechoose":
      return still(mayRechoose(visit, tools.nowMs) ? { ...visit, step: "faces" } : visit);
    case "toggle-reason":
      return still(visit.step === "more" ? { ...visit, reasons: toggled(visit.reasons, event.reason) } : visit);
    case "type":
      return still(visit.step === "comment" ? { ...visit, text: event.text } : visit);
    case "choose-service":
      if (visit.step !== "service" && visit.step !== "scan") return still(visit);
      return still({ ...visit, step: "faces", service: event.service, dossier: event.dossier });
    case "leave":
      return still(noVisit);
    default:
      return toldMore(visit, event, tools);
  }
}

function toldMore(visit: Visit, event: VisitEvent, tools: VisitTools): VisitChange {
  const { step } = visit;
  if (event.kind === "send" && maySend(visit)) return sent(visit, tools);
  if (event.kind === "skip" && (step === "more" || step === "question")) return still(onward(visit));
  if (event.kind === "answer" && step === "question") {
    const question = visit.plan.questions[visit.question] ?? "";
    const answers = { ...visit.draft?.item.answers, [question]: event.answer };
    return added(visit, { answers }, tools);
  }
  return event.kind === "pressure" && step === "pressure"
    ? added(visit, { pressure: event.answer }, tools)
    : still(visit);
}

function still(visit: Visit): VisitChange {
  return { visit, keep: null };
}

function rated(visit: Visit, level: number, tools: VisitTools): VisitChange {
  const { draft, reasons, service, dossier } = visit;
  const fitting = reasons.filter((reason) => tools.fits(reason, level));
  // The plan of the first tap stands, so that no second tap draws lots anew.
  const plan = draft ? visit.plan : tools.plan();
  const revised = draft && tools.revise(draft, { level });
  const next = revised || tools.start({ level }, { service, dossier });
  const rated: Visit = { ...visit, plan, draft: next, reasons: fitting, tappedAtMs: tools.nowMs };
  return { visit: plan.hasMore ? { ...rated, step: "more" } : onward({ ...rated, step: "more" }), keep: next };
}

function mayGo({ step, plan }: Visit, to: Step): boolean {
  if (to === "service") return step === "faces";
  if (to === "scan") return step === "service";
  if (to === "sealed") return step === "more" || step === "thanks";
  return step === "more" && plan.hasMore;
}

/** After the thank-you there is nothing left to send. */
function maySend({ step, cameFrom }: Visit): boolean {
  return step === "sealed" ? cameFrom === "more" : /^(more|comment|check|phone)$/.test(step);
}

function wentBack(visit: Visit): Visit {
  const before: Partial<Record<Step, Step>> = {
    service: "faces",
    scan: "service",
    comment: "more",
    check: "comment",
    phone: "more",
    sealed: visit.cameFrom,
  };
  return { ...visit, step: before[visit.step] ?? visit.step };
}

function toggled(reasons: readonly string[], reason: string): string[] {
  return reasons.includes(reason) ? reasons.filter((one) => one !== reason) : [...reasons, reason];
}

/** What was chosen and, from the comment's screens, written; once asked about where it names somebody. */
function sent(visit: Visit, tools: VisitTools): VisitChange {
  const { step, reasons, text, draft } = visit;
  const comment = step === "comment" || step === "check" ? cleanText(text) : "";
  if (charactersLeft(comment) < 0) return still(visit);
  if (step === "comment" && tools.namesSomebody(comment)) return still({ ...visit, step: "check" });
  const change = {
    ...(reasons.length > 0 && { reasons }),
    ...(comment !== "" && { comment, ticket: draft?.item.ticket ?? tools.ticket() }),
  };
  return added({ ...visit, text: "" }, change, tools);
}

/** The next revision; after 15 minutes a feedback of its own, which follows. Nothing to add: only the next screen. */
function added(visit: Visit, change: KioskChange, tools: VisitTools): VisitChange {
  const { draft } = visit;
  if (!draft || Object.keys(change).length === 0) return still(onward(visit));
  const next = tools.revise(draft, change) ?? tools.start({ ...change, follows: draft.item.id }, visit);
  return { visit: onward({ ...visit, draft: next }), keep: next };
}

function onward(visit: Visit): Visit {
  const { step, plan, question } = visit;
  const next = step === "question" ? question + 1 : 0;
  if (step !== "pressure" && next < plan.questions.length) return { ...visit, step: "question", question: next };
  if (step !== "pressure" && plan.asksPressure) return { ...visit, step: "pressure" };
  return { ...visit, step: "thanks" };
}
