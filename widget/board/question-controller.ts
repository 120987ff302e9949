import { Task, TaskStatus } from "@lit/task";
import type { LitElement } from "lit";
import type { Result } from "../../shared/result.ts";
import type { CallFault } from "../ui/call-server.ts";
import type { AnyQuestion, BoardView } from "../figures/question.ts";

/** The view that is asked for. `loads` is another object whenever questions must load again. */
export type Asking = { readonly view: BoardView; readonly loads: object };

/** A question's answer with the view that it is drawn in. `isOld`: the view's own answer is on its way. */
export type Answered = {
  readonly answer: Result<unknown, CallFault>;
  readonly view: BoardView;
  readonly isOld: boolean;
};

type Loaded = Asking & { readonly answer: Result<unknown, CallFault> };

/** Loads the answer to one question whenever `loads` changes. The old answer stays until the new one is there. */
export class QuestionController {
  readonly question: AnyQuestion;
  /**
   * Whether its answer has been laid out. Until then it is there and not yet visible: charts are drawn when the width is known, and
   * nothing that people see may move.
   */
  isDrawn: boolean;
  private readonly asking: () => Asking | null;
  private readonly task: Task<readonly [object | null], Loaded | null>;
  private last: Loaded | null;

  constructor(host: LitElement, question: AnyQuestion, asking: () => Asking | null) {
    this.question = question;
    this.asking = asking;
    this.last = null;
    this.isDrawn = false;
    this.task = new Task(host, {
      args: () => [asking()?.loads ?? null] as const,
      task: async () => {
        const now = asking();
        if (!now || !question.isAsked(now.view)) return null;
        return { ...now, answer: await question.load(now.view) };
      },
      onComplete: (loaded) => {
        this.last = loaded;
        if (!loaded) this.isDrawn = false;
      },
    });
  }

  /** The view that is asked for now. */
  get asked(): BoardView | null {
    return this.asking()?.view ?? null;
  }

  /** Whether the question has nothing to say in this view. */
  get isLeftOut(): boolean {
    const now = this.asking();
    return now !== null && !this.question.isAsked(now.view);
  }

  /** What is drawn; null while the first answer is loading. */
  answered(): Answered | null {
    const now = this.asking();
    if (!this.last || !now) return null;
    const isOld = this.last.loads !== now.loads;
    return { answer: this.last.answer, view: isOld ? this.last.view : now.view, isOld };
  }

  /** Asks once more, after a failure. */
  again(): void {
    if (this.task.status !== TaskStatus.PENDING) void this.task.run();
  }
}

/** Shows one question a frame, so that the first figures are there before the long tables are drawn. `shown`: then draw again. */
export function showNext(questions: readonly QuestionController[], shown: () => void): void {
  const next = questions.find((one) => !one.isLeftOut && !one.isDrawn);
  if (!next?.answered()) return;
  const show = (): void => {
    next.isDrawn = true;
    shown();
  };
  // A frame begins before what is new in it is laid out, so the one after it shows what is done.
  requestAnimationFrame(() => requestAnimationFrame(show));
}
