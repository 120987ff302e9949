import type { Timers } from "../clock/start-clock.ts";
import type { MessageKey, Say } from "../messages/messages.ts";
import { checkPath, faceFeatures, faceLevels } from "../../shared/levels.ts";

/** A choice that was made with the arrow keys counts after it has rested for this long, in milliseconds. */
export const restsMs = 1000;

/** What the faces work with. */
export type FaceScaleDeps = { readonly timers: Timers; readonly chosen: (level: number) => void };

/**
 * The five faces, best first, as one native radio group: same size, same line, same number of touches for all. A tap, click or
 * space counts at once. Arrow keys pass over faces that a person doesn't mean, so the face counts on which they rest or which
 * they leave.
 */
export class FaceScaleController {
  declare readonly field: HTMLElement;
  declare private readonly _deps: FaceScaleDeps;
  declare private _isArrow: boolean;
  declare private _moved: number;
  declare private _cancel: () => void;

  /** Fields are set here: the build's code for class fields in old browsers takes half a kilobyte. */
  constructor(deps: FaceScaleDeps) {
    const field = made("fieldset");
    this.field = field;
    this._deps = deps;
    this._moved = 0;
    this._cancel = () => {};
    field.addEventListener("keydown", ({ key }) => {
      this._isArrow = /^Arrow/.test(key);
      if (key === " ") this.settle();
    });
    field.addEventListener("keyup", () => (this._isArrow = false));
    field.addEventListener("change", ({ target }) => this._move(levelOf(target)));
    field.addEventListener("click", ({ target }) => !this._isArrow && levelOf(target) === this._moved && this.settle());
    field.addEventListener("focusout", ({ relatedTarget }) => field.contains(relatedTarget as Node) || this.settle());
  }

  /** Draws the question and its faces anew. */
  draw(say: Say, question: string): void {
    const faces = faceLevels.map((level) =>
      made(
        "label",
        { class: "face" },
        made("input", { type: "radio", name: "level", value: `${level}` }),
        made(
          "span",
          { class: "box" },
          drawn("drawing", 64, faceFeatures[level] as string),
          made("span", {}, say(`s5.${level}` as MessageKey)),
          drawn("tick", 12, checkPath),
        ),
      ),
    );
    this.field.textContent = "";
    this.field.append(
      made("legend", { class: "question", part: "question" }, question),
      made("div", { class: "faces" }, ...faces),
    );
  }

  /** Marks the face that counts. While a person moves over the faces, nothing changes. */
  show(level: number | null): void {
    if (this._moved) return;
    for (const input of this.field.querySelectorAll("input")) {
      input.checked = levelOf(input) === level;
      (input.nextSibling as Element).setAttribute("part", input.checked ? "face chosen" : "face");
    }
  }

  /** Counts the face on which a person is. */
  settle(): void {
    const level = this._moved;
    this.forget();
    if (level) this._deps.chosen(level);
  }

  /** Forgets a face that nobody has rested on. */
  forget(): void {
    this._cancel();
    this._moved = 0;
  }

  private _move(level: number): void {
    this.forget();
    this._moved = level;
    if (this._isArrow) this._cancel = this._deps.timers.after(restsMs, () => this.settle());
    else this.settle();
  }
}

function levelOf(target: EventTarget | null): number {
  return Number((target as HTMLInputElement).value);
}

type Parts = readonly (Node | string)[];

/** Makes an element, without a library: only these few are drawn before anybody has tapped. */
export function made(name: string, attributes: Readonly<Record<string, string>> = {}, ...parts: Parts): HTMLElement {
  const element = document.createElement(name);
  for (const key in attributes) element.setAttribute(key, attributes[key] as string);
  element.append(...parts);
  return element;
}

/** Draws a path on a square of that many units; with 64 in a circle. Screen readers skip it: the words are beside it. */
export function drawn(kind: string, units: number, path: string): Element {
  const svg = (name: string, attributes: Readonly<Record<string, string | number>>): Element => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const key in attributes) element.setAttribute(key, `${attributes[key]}`);
    return element;
  };
  const drawing = svg("svg", { class: kind, viewBox: `0 0 ${units} ${units}`, "aria-hidden": true as never });
  if (units > 12) drawing.append(svg("circle", { cx: 32, cy: 32, r: 29 }));
  drawing.append(svg("path", { d: path }));
  return drawing;
}
