import type { FeedbackItem } from "../../shared/contract/feedback.ts";
import type { Answer } from "../../shared/contract/form.ts";
import { charactersLeft, cleanText, ticketCode } from "./comment.ts";
import type { DraftChange, DraftContext, FeedbackDraft, Now } from "./feedback-draft.ts";
import { reviseDraft, startDraft } from "./feedback-draft.ts";

/** Screens of a visit, from the question to the thank-you. Where all is on one screen: the parts that are open. */
export type Step =
  | ("service" | "scan" | "faces" | "more" | "comment" | "check")
  | ("phone" | "sealed" | "question" | "pressure" | "thanks");

/** What comes after the tap. Made without the level, so that every level leads through the same screens. */
export type VisitPlan = {
  /** Whether reasons or a comment are asked for. */
  readonly hasMore: boolean;
  /** The form's further questions, by id. */
  readonly questions: readonly string[];
  readonly asksPressure: boolean;
  /** Faces, reasons, questions and comment stand on one screen, and each act is kept at once; elsewhere "send" keeps a screen. */
  readonly isOneScreen?: boolean;
  /** A comment is asked for, and nothing else: it follows the rating of this id, which was given elsewhere. */
  readonly follows?: string;
};

/** Where a person is, and what they have said so far. */
export type Visit = {
  readonly step: Step;
  readonly plan: VisitPlan;
  /** What was tapped and sent, in its newest revision; null before the first tap. */
  readonly draft: FeedbackDraft | null;
  /** Whether the newest act came after 15 minutes, so that it became a feedback of its own. */
  readonly isLate: boolean;
  /** Monotonic time of the newest tap on a face, in milliseconds. */
  readonly tappedAtMs: number | null;
  readonly level: number | null;
  /** Chosen; on a kiosk not yet sent. */
  readonly reasons: readonly string[];
  readonly answers: Readonly<Record<string, Answer>>;
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
  | { readonly kind: "back" | "skip" | "send" | "rechoose" | "take-back" | "leave" }
  | { readonly kind: "toggle-reason"; readonly reason: string }
  | { readonly kind: "type"; readonly text: string }
  | { readonly kind: "answer"; readonly answer: Answer; readonly question?: string }
  | { readonly kind: "pressure"; readonly answer: NonNullable<FeedbackItem["pressure"]> }
  | { readonly kind: "choose-service"; readonly service: string; readonly dossier: string };

/** What a visit works with: clock, chance and form, handed in. */
export type VisitDeps = {
  readonly now: Now;
  /** That many random bytes. */
  readonly random: (bytes: number) => Uint8Array;
  readonly plan: () => VisitPlan;
  /** Whether a reason is offered after a level. */
  readonly fits: (reason: string, level: number) => boolean;
  /** What a feedback that begins now says of where it was given. */
  readonly context: (chosen: Pick<Visit, "service" | "dossier">) => DraftContext;
  /** Whether words hold somebody's number, address and the like. They are then asked about before they are sent. */
  readonly namesSomebody: (text: string) => boolean;
};

/** What the tap on a face works with. */
export type RateDeps = Omit<VisitDeps, "namesSomebody">;

/** "Chạm nhầm? Chọn lại" is offered for this long after a tap, in milliseconds. */
export const rechooseWithinMs = 6000;
/** The thank-you stays for this long if there is nothing to take along, in milliseconds. */
export const thanksMs = 4000;

/** Nobody is there. */
export const noVisit: Visit = {
  step: "faces",
  plan: { hasMore: false, questions: [], asksPressure: false },
  draft: null,
  isLate: false,
  tappedAtMs: null,
  level: null,
  reasons: [],
  answers: {},
  text: "",
  question: 0,
  service: "",
  dossier: "",
  cameFrom: "more",
};

/** What an event makes of a visit, and the revision that is to be kept because of it, if any. */
export type VisitChange = { readonly visit: Visit; readonly keep: FeedbackDraft | null };

/** Whether "Chọn lại" is offered: on one screen with the thank-you; on a kiosk for some seconds after the tap. */
export function mayRechoose({ step, tappedAtMs, plan }: Visit, nowMs: number): boolean {
  if (plan.isOneScreen) return step === "thanks";
  return (step === "more" || step === "thanks") && tappedAtMs !== null && nowMs - tappedAtMs < rechooseWithinMs;
}

/** Whether there is a code to take along. The thank-you then stays until the person leaves. */
export function hasTicket({ draft }: Visit): boolean {
  return draft?.item.ticket !== undefined;
}

/**
 * Returns the next state of a visit. An event that its screen does not offer changes nothing. A rating is kept at the first
 * tap, and nothing later takes it back. What was typed and not sent is kept nowhere.
 */
export function nextVisit(visit: Visit, event: VisitEvent, deps: VisitDeps): VisitChange {
  const { step, plan } = visit;
  const isOpen = plan.isOneScreen === true && (step === "more" || step === "check");
  switch (event.kind) {
    case "rate":
      return step === "faces" || isOpen ? rated(visit, event.level, deps) : still(visit);
    case "go":
      return still(mayGo(visit, event.to) ? { ...visit, step: event.to, cameFrom: step } : visit);
    case "back":
      return still(wentBack(visit));
    case "rechoose":
      if (!mayRechoose(visit, deps.now.monotonicMs)) return still(visit);
      return still({ ...visit, step: plan.isOneScreen ? "more" : "faces" });
    case "toggle-reason":
      return step === "more" ? toggledReason(visit, event.reason, deps) : still(visit);
    case "type":
      if (isOpen) return still({ ...visit, step: "more", text: event.text });
      return still(step === "comment" ? { ...visit, text: event.text } : visit);
    case "choose-service":
      if (step !== "service" && step !== "scan") return still(visit);
      return still({ ...visit, step: "faces", service: event.service, dossier: event.dossier });
    case "leave":
      return still(noVisit);
    default:
      return toldMore(visit, event, deps);
  }
}

function toldMore(visit: Visit, event: VisitEvent, deps: VisitDeps): VisitChange {
  const { step, plan } = visit;
  if (event.kind === "send" && maySend(visit)) return sent(visit, deps);
  if (event.kind === "skip" && (step === "more" || step === "question")) return still(onward(visit));
  if (event.kind === "answer" && (step === "question" || (plan.isOneScreen && step === "more"))) {
    const question = event.question ?? plan.questions[visit.question] ?? "";
    const given = { ...visit, answers: { ...visit.answers, [question]: event.answer } };
    const next = added(given, ({ answers }) => ({ answers: { ...answers, [question]: event.answer } }), deps);
    return plan.isOneScreen ? next : movedOn(next);
  }
  if (event.kind === "take-back" && step === "thanks") return added(visit, withoutComment, deps);
  return event.kind === "pressure" && step === "pressure"
    ? movedOn(added(visit, () => ({ pressure: event.answer }), deps))
    : still(visit);
}

function still(visit: Visit): VisitChange {
  return { visit, keep: null };
}

/**
 * Returns the visit after a tap on a face. Reasons chosen before stay if they fit the new level. The tap begins a new feedback
 * if 15 minutes have passed, or if the present one follows another: a following feedback has no level.
 */
export function rated(visit: Visit, level: number, deps: RateDeps): VisitChange {
  const { draft } = visit;
  // The first tap's plan stays: a second tap must not change whom the question of pressure is asked.
  const plan = draft ? visit.plan : deps.plan();
  const fitting = visit.reasons.filter((reason) => deps.fits(reason, level));
  const change = { level, ...(plan.isOneScreen && draft?.item.reasons && { reasons: fitting }) };
  const revised = draft && !draft.item.follows && reviseDraft(draft, change, deps.now);
  const next = revised || startDraft({ level }, { ...deps, context: deps.context(visit) });
  const isAnew = plan.isOneScreen && !revised;
  const after: Visit = {
    ...{ ...visit, step: "more", plan, draft: next, level, tappedAtMs: deps.now.monotonicMs },
    ...{ reasons: isAnew ? [] : fitting, answers: isAnew ? {} : visit.answers, isLate: draft !== null && !revised },
  };
  return { visit: plan.hasMore ? after : onward(after), keep: next };
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
    check: visit.plan.isOneScreen ? "more" : "comment",
    phone: "more",
    sealed: visit.cameFrom,
  };
  return visit.plan.follows && visit.step === "comment" ? visit : { ...visit, step: before[visit.step] ?? visit.step };
}

/** Adds or removes a reason. On one screen it is kept at once; a feedback that follows has only reasons chosen since. */
function toggledReason(visit: Visit, reason: string, deps: VisitDeps): VisitChange {
  const chosen = { ...visit, reasons: toggled(visit.reasons, reason) };
  if (!visit.plan.isOneScreen) return still(chosen);
  const isTaken = chosen.reasons.includes(reason);
  const next = added(
    chosen,
    ({ reasons = [] }) => (isTaken === reasons.includes(reason) ? {} : { reasons: toggled(reasons, reason) }),
    deps,
  );
  return next.keep ? next : still(visit);
}

function toggled(reasons: readonly string[], reason: string): string[] {
  return reasons.includes(reason) ? reasons.filter((one) => one !== reason) : [...reasons, reason];
}

/** Sends what was chosen and, from the comment's screens, the words. If they name somebody, the person is asked once before. */
function sent(visit: Visit, deps: VisitDeps): VisitChange {
  const { step, reasons, text, plan } = visit;
  const comment = plan.isOneScreen || /^(comment|check)$/.test(step) ? cleanText(text) : "";
  if (charactersLeft(comment) < 0 || (plan.follows && !comment)) return still(visit);
  if (step !== "check" && comment && deps.namesSomebody(comment)) return still({ ...visit, step: "check" });
  const [agency = ""] = deps.context(visit).touchpoint.split("-");
  const change = (item: Partial<FeedbackItem>): DraftChange => ({
    ...(!plan.isOneScreen && reasons.length > 0 && { reasons }),
    ...(plan.isOneScreen && !comment && withoutComment(item)),
    // One code for one feedback, however often its words change.
    ...(comment && comment !== item.comment && { comment, ticket: item.ticket ?? ticketCode(agency, deps.random(12)) }),
  });
  return movedOn(added(plan.isOneScreen ? visit : { ...visit, text: "" }, change, deps));
}

function withoutComment({ ticket }: Partial<FeedbackItem>): DraftChange {
  return ticket === undefined ? {} : { comment: undefined, ticket: undefined };
}

/**
 * Returns the visit with the next revision; after 15 minutes with a new feedback that follows.
 * @param change returns what an act adds to the present feedback, or to an empty one that follows it
 */
function added(visit: Visit, change: (item: Partial<FeedbackItem>) => DraftChange, deps: VisitDeps): VisitChange {
  const { draft } = visit;
  const follows = draft ? draft.item.id : visit.plan.follows;
  const more = change(draft ? draft.item : {});
  if (!follows || Object.keys(more).length === 0) return still(visit);
  const revised = draft && reviseDraft(draft, more, deps.now);
  const apart = revised ? more : change({});
  if (Object.keys(apart).length === 0) return still(visit);
  const next = revised || startDraft({ ...apart, follows }, { ...deps, context: deps.context(visit) });
  return { visit: { ...visit, draft: next, isLate: draft !== null && !revised }, keep: next };
}

function movedOn({ visit, keep }: VisitChange): VisitChange {
  return { visit: onward(visit), keep };
}

function onward(visit: Visit): Visit {
  const { step, plan, question } = visit;
  const next = step === "question" ? question + 1 : 0;
  if (step !== "pressure" && next < plan.questions.length) return { ...visit, step: "question", question: next };
  if (step !== "pressure" && plan.asksPressure) return { ...visit, step: "pressure" };
  return { ...visit, step: "thanks" };
}
