import type { Timers } from "../clock/start-clock.ts";
import type { MessageKey, Say } from "../messages/messages.ts";
import { checkPath, faceFeatures, faceLevels } from "../../shared/levels.ts";

/** A choice that was made with the arrow keys counts after it has rested for this long, in milliseconds. */
export const restsMs = 1000;

/** What the faces work with. */
export type FaceScaleDeps = { readonly timers: Timers; readonly chosen: (level: number) => void };

/**
 * The five faces, best first, as one native radio group: same size, same line, same number of touches for all. A tap, click or
 * space counts at once; with arrow keys a person passes over faces that they don't mean, so that what counts is where they rest
 * or leave.
 */
export class FaceScaleController {
  declare readonly field: HTMLElement;
  declare private readonly _deps: FaceScaleDeps;
  declare private _isArrow: boolean;
  declare private _moved: number;
  declare private _cancel: () => void;

  /** Fields are declared and set here: for older browsers, those of a class are built with half a kilobyte of code. */
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

  /** Marks the face that counts; one that a person is passing over stays as it is. */
  show(level: number | null): void {
    if (this._moved) return;
    for (const input of this.field.querySelectorAll("input")) {
      input.checked = levelOf(input) === level;
      (input.nextSibling as Element).setAttribute("part", input.checked ? "face chosen" : "face");
    }
  }

  /** The face that a person has come to counts now. */
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

/** A drawing of one line, on so many units each way; 64: in a circle. Nothing for a screen reader, which has the words beside it. */
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
