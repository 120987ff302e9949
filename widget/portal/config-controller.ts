import { overallQuestion } from "../../shared/levels.ts";
import type { ConfigAnswer, TouchpointAddress } from "../config/load-config.ts";
import { type DrawnConfig, isTouchpointId, noConfig } from "../config/touchpoint-config.ts";
import type { MessageKey, Say } from "../messages/messages.ts";

/** Where an element is, how its config is loaded, and who hears of it. */
export type ConfigDeps = {
  readonly place: () => TouchpointAddress;
  /** Calls `show` with a touchpoint's config; before that with undefined if it takes long, and if there is none. */
  readonly loadConfig: (at: TouchpointAddress, show: (answer: ConfigAnswer) => void) => void;
  readonly changed: () => void;
};

/** The text in place of the faces, and a link to go on. */
export type Refusal = { readonly key: MessageKey; readonly next?: { readonly name: string; readonly url: string } };

/** Loads what a touchpoint asks once somebody scrolls near, and tells why no rating can be given there. */
export class ConfigController {
  /** What the server said. */
  declare answer: ConfigAnswer;
  declare private readonly _deps: ConfigDeps;
  declare private readonly _nearness: IntersectionObserver;
  declare private _isNear: boolean;
  /** Where the answer is from, or is being loaded from. */
  declare private _asked: string;
  /** Whether the built-in question was shown. It stays until the next rating: a question must not change over its answer. */
  declare private _isBuiltIn: boolean;

  constructor(deps: ConfigDeps) {
    this._deps = deps;
    // Nothing is asked of the server before the element comes near the person's eyes.
    const near: IntersectionObserverCallback = (entries) => {
      this._isNear = this._isNear || entries.some((entry) => entry.isIntersecting);
      this._load();
    };
    this._nearness = new IntersectionObserver(near, { rootMargin: "300px" });
  }

  /** Waits until an element comes near. */
  connect(element: Element): void {
    this._nearness.observe(element);
  }

  /** Waits no more. */
  disconnect(): void {
    this._nearness.disconnect();
  }

  /** Another rating begins, perhaps elsewhere. */
  reset(): void {
    this._isBuiltIn = false;
    this._load();
  }

  /** Whether neither the touchpoint's question is known nor the built-in one stands. */
  get isWaiting(): boolean {
    return !this.answer && !this._isBuiltIn;
  }

  /** What is drawn from. Where the built-in question stands, the form's own question and version were not shown. */
  get config(): DrawnConfig {
    const config = typeof this.answer === "object" ? this.answer : noConfig;
    if (!this._isBuiltIn || config === noConfig) return config;
    const { version, ...form } = config.form;
    return { ...config, form: { ...form, questions: form.questions.filter(({ id }) => id !== overallQuestion) } };
  }

  /** Returns why no rating can be given here, and what to do instead; undefined if one can. */
  refusal(say: Say): Refusal | undefined {
    const { answer } = this;
    const { server, touchpoint } = this._deps.place();
    if (answer === 404) return { key: "e.404" };
    if (answer === 403) return { key: "e.403", next: { name: say("b.page"), url: `${server}/rate/${touchpoint}` } };
    if (typeof answer !== "object" || !(answer.closed || answer.signed_only)) return undefined;
    return {
      key: answer.closed ? "e.shut" : "e.closed",
      ...(answer.official_channel && { next: answer.official_channel }),
    };
  }

  private _load(): void {
    const place = this._deps.place();
    const asked = `${place.server} ${place.touchpoint}`;
    if (!this._isNear || asked === this._asked || !isTouchpointId(place.touchpoint)) return;
    this._asked = asked;
    this.answer = undefined;
    this._deps.loadConfig(place, (answer) => {
      if (asked !== this._asked) return;
      if (!answer) this._isBuiltIn = true;
      this.answer = answer || this.answer;
      this._deps.changed();
    });
  }
}
