import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import { kioskPlan, offeredReasons } from "../visit/asked-questions.ts";
import { draftContext, type FeedbackDraft } from "../visit/feedback-draft.ts";
import {
  hasTicket,
  nextVisit,
  noVisit,
  rechooseWithinMs,
  thanksMs,
  type Visit,
  type VisitDeps,
  type VisitEvent,
} from "../visit/visit.ts";
import type { KioskDeps } from "./kiosk-deps.ts";
import { type EarlierTap, isDrumming } from "./touch-guard.ts";

/** What the screens tell a visit of themselves, and hear of it. */
export type VisitHost = {
  readonly locale: () => string;
  readonly isTest: () => boolean;
  /** How long the screen has been paused altogether, in milliseconds. */
  readonly pausedMs: () => number;
  /** Whether words hold what looks like somebody's number, address and the like. */
  readonly namesSomebody: (text: string) => boolean;
  /** The screen, or what it says, has changed. */
  readonly changed: () => void;
  /** Somebody's visit is over: everything that they set goes with it. */
  readonly left: () => void;
};

/** One person after another: each act becomes the next state, each rating is kept before anything is said of it. */
export class VisitController {
  declare visit: Visit;
  /** Whether the newest revision is on the device; null while it is being written, or before a tap. */
  declare isKept: boolean | null;
  declare private readonly deps: KioskDeps;
  declare private readonly host: VisitHost;
  /** What the visit is drawn from: a new config waits until nobody is there. */
  declare private shown: TouchpointConfig | undefined;
  declare private earlier: EarlierTap | null;
  declare private saves: number;
  declare private timers: readonly (() => void)[];

  constructor(deps: KioskDeps, host: VisitHost) {
    this.deps = deps;
    this.host = host;
    this.earlier = null;
    this.timers = [];
    this.saves = 0;
    this.clear();
  }

  /** What is asked. While somebody is there it stays as it was when they came. */
  get config(): TouchpointConfig | undefined {
    if (!this.isUnderWay) this.shown = this.deps.config();
    return this.shown;
  }

  /** Whether somebody has begun: chosen a service, or tapped a face. */
  get isUnderWay(): boolean {
    return this.visit !== noVisit;
  }

  /** Whether the screen says what has become of the newest revision, if there is one. */
  get isTold(): boolean {
    return !this.visit.draft || this.isKept !== null;
  }

  /** A person did something. */
  act(event: VisitEvent): void {
    const before = this.visit;
    const { visit, keep } = nextVisit(before, event, this.visitDeps());
    if (visit === before) return;
    this.visit = visit;
    if (keep) void this.keep(keep, event.kind === "rate");
    if (visit === noVisit) this.end();
    else if (visit.step !== before.step) this.arrange();
    this.host.changed();
  }

  private end(): void {
    this.clear();
    this.host.left();
  }

  private clear(): void {
    for (const stop of this.timers) stop();
    this.timers = [];
    this.visit = noVisit;
    this.isKept = null;
    // A write that is still under way belongs to the person before.
    this.saves += 1;
  }

  /** Timers of the screen that has just come: "Chọn lại" goes after a while, the thank-you too. */
  private arrange(): void {
    const { after } = this.deps.timers;
    for (const stop of this.timers) stop();
    const { step, tappedAtMs } = this.visit;
    const sinceTapMs = this.deps.now().monotonicMs - (tappedAtMs ?? 0);
    const leftMs = rechooseWithinMs - sinceTapMs;
    this.timers = [];
    if ((step === "more" || step === "thanks") && leftMs > 0) this.timers = [after(leftMs, () => this.host.changed())];
    if (step === "thanks" && !hasTicket(this.visit)) {
      this.timers = [...this.timers, after(Math.max(thanksMs, leftMs), () => this.act({ kind: "leave" }))];
    }
  }

  /** The thank-you waits for the person from now on. */
  linger(): void {
    if (this.visit.step === "thanks") for (const stop of this.timers) stop();
  }

  private async keep(draft: FeedbackDraft, isTap: boolean): Promise<void> {
    const save = ++this.saves;
    this.remember(draft, isTap);
    this.isKept = null;
    const isKept = await this.deps.keep(draft, draft.item.test === true).catch(() => false);
    if (save !== this.saves) return;
    this.isKept = isKept;
    this.host.changed();
  }

  private remember({ item, tappedAtMs }: FeedbackDraft, isTap: boolean): void {
    this.earlier = { atMs: tappedAtMs, pausedMs: this.host.pausedMs(), isBare: isTap && item.revision === 1 };
  }

  private visitDeps(): VisitDeps {
    const { deps, host } = this;
    const config = this.config as TouchpointConfig;
    const now = deps.now();
    return {
      now,
      random: deps.random,
      plan: () => kioskPlan(config, deps.chance()),
      fits: (reason, level) =>
        offeredReasons(config.form.reasons, level, config.channel).some(({ id }) => id === reason),
      context: ({ service, dossier }) => {
        const given: Readonly<Record<string, string>> = {
          touchpoint: config.id,
          service,
          dossier,
          page: config.channel,
        };
        const attribute = (name: string): string => given[name] ?? "";
        return {
          ...draftContext({ attribute, address: deps.server, locale: host.locale(), config }),
          ...(isDrumming(this.earlier, { atMs: now.monotonicMs, pausedMs: host.pausedMs() }) && {
            signs: ["drumming"],
          }),
          ...(host.isTest() && { test: true }),
        };
      },
      namesSomebody: host.namesSomebody,
    };
  }
}
