import { html, type TemplateResult } from "lit/html.js";
import type { FeedbackItem } from "../../shared/contract/feedback.ts";
import type { Picture, Reason } from "../../shared/contract/form.ts";

/** A picture for people who can't read; empty if there is none. */
export type Pictogram = TemplateResult | "";

const page = "M14 6h24l12 12v40h-36zM38 6v12h12";
const bubble = "M8 8h48v36h-26l-14 13v-13h-8z";
const chair = "M16 8v50M16 36h30v22";
const house = "M34 58v-28l12-12 12 12v28z";
const official = "M32 5a18 18 0 1 0 .1 0M8 59q2-11 13-13M56 59q-2-11-13-13M26 20v2M38 20v2";
const dots = "M11 27a5 5 0 1 0 .1 0M32 27a5 5 0 1 0 .1 0M53 27a5 5 0 1 0 .1 0";

/** Path of each picture on the faces' 64-unit grid, told apart at 24 px, in one colour and in print. */
const pictures: Readonly<Record<Picture, string>> = {
  "waiting-time": "M16 16a6 6 0 1 0 .1 0M8 34v24M16 34v12h16v12M46 6a14 14 0 1 0 .1 0M46 12v8l6 4",
  facilities: `${chair}M36 8l16 16M52 8l-16 16`,
  accessibility: "M28 4a5 5 0 1 0 .1 0M28 20v18h16l8 18M28 28h13M21 31a15 15 0 1 0 20 19",
  "counter-unstaffed": "M4 40h56M10 40v18h44v-18M22 8l20 20M42 8l-20 20",
  "papers-repeated": "M24 56h-14v-48h20l12 12v6M30 8v12h12M56 46a12 12 0 1 1-4-9M54 28v10h-10",
  "papers-extra": `${page}M32 26v20M22 36h20`,
  "form-unclear": `${page}M25 31a7 7 0 1 1 10 6q-3 2-3 5M32 49v.1`,
  "fees-unclear":
    "M24 20a18 18 0 1 0 .1 0M23 34a6 6 0 1 0 .1 0M29 27v20M24 30h9M43 12a7 7 0 1 1 10 6q-3 2-3 6M50 32v.1",
  "many-trips": `${house}M4 28h20M17 21l7 7-7 7M24 50h-20M11 43l-7 7 7 7`,
  attitude: `${official}M20 15l9 3M44 15l-9 3M23 33q9-9 18 0`,
  "guidance-unclear": `${bubble}M25 20a7 7 0 1 1 10 5q-3 2-3 5M32 37v.1`,
  "guidance-wrong": "M32 4v56M32 8h16l8 8-8 8h-16M32 28h-16l-8 8 8 8h16",
  "result-late": "M8 14h48v42h-48zM8 24h48M20 7v12M44 7v12M32 29a11 11 0 1 0 .1 0M32 34v7l4 3",
  "late-without-notice": "M12 46q7-6 7-20a13 13 0 0 1 26 0q0 14 7 20zM26 53q6 7 12 0M32 6v7M8 8l48 48",
  "result-wrong": `${page}M23 27l18 18M41 27l-18 18`,
  "returned-without-reason": "M20 36v-32h18l8 8v24zM28 17a5 5 0 1 1 7 4q-2 1-2 3M33 29v.1M56 50h-46M20 40l-10 10 10 10",
  "sign-in": "M12 28h40v30h-40zM20 28v-10a12 12 0 0 1 24 0v10M32 39v8",
  upload: "M8 40v18h48v-18M32 46v-38M18 22l14-14 14 14",
  payment: "M5 13h54v38h-54zM5 25h54M13 40h14",
  "digital-signing": "M6 56q6-9 10-2t10 0 10 0h22M20 42l3-12 22-22 9 9-22 22z",
  "system-error": "M6 8h52v36h-52zM32 44v13M20 57h24M32 16v12M32 36v.1",
  "status-missing": "M4 32q28-34 56 0q-28 34-56 0zM32 24a8 8 0 1 0 .1 0M10 8l44 48",
  "feedback-unanswered": `${bubble}M24 18l16 16M40 18l-16 16`,
  other: dots,
  quick: "M40 14a19 19 0 1 0 .1 0M40 23v10l7 5M36 6h8M3 22h12M1 33h12M5 44h12",
  polite: `${official}M22 28q10 10 20 0`,
  "guidance-clear": `${bubble}M19 26h26M36 17l9 9-9 9`,
  "few-papers": `${page}M22 36h20`,
  "one-trip": `${house}M4 40h20M16 32l8 8-8 8`,
  "online-easy": "M16 4h32v56h-32zM25 20v3M39 20v3M24 34q8 9 16 0M29 52h6",
  "facilities-good": `${chair}M44 4v24M32 16h24M36 8l16 16M52 8l-16 16`,
  "result-correct": "M26 54h-14v-46h28l10 10v10M19 22h16M19 33h10M43 32a10 10 0 1 0 .1 0M38 51v9l5-4 5 4v-9",
  "other-good": dots,
};

/** An answer to the question whether anybody told the person what to choose. */
type PressureAnswer = NonNullable<FeedbackItem["pressure"]>;

const person = "M32 6a11 11 0 1 0 .1 0M10 58q2-22 22-22t22 22";

/** Nobody, somebody behind a counter, two people, no word. */
const pressures: Readonly<Record<PressureAnswer, string>> = {
  no: `${person}M8 8l48 50`,
  office: "M32 4a10 10 0 1 0 .1 0M14 42q1-12 18-12t18 12M4 42h56M10 42v17h44v-17",
  other: "M22 10a9 9 0 1 0 .1 0M4 56q2-20 18-20t18 20M45 14a8 8 0 1 0 .1 0M48 38q11 3 12 18",
  unsaid: `${bubble}M8 2l50 52`,
};

/** Names of the pictures that a reason may show. */
export const pictureNames: readonly Picture[] = Object.keys(pictures) as Picture[];

const byName = new Map<string | undefined, string>(Object.entries(pictures));

/** Draws a reason's picture, by its name or its id (reasons of the default form); nothing if neither is known. */
export function reasonPicture({ id, picture }: Pick<Reason, "id" | "picture">): Pictogram {
  const path = byName.get(picture) ?? byName.get(id);
  return path ? pictogram(path) : "";
}

/** The picture of an answer to the question of pressure. */
export function pressurePicture(answer: PressureAnswer): TemplateResult {
  return pictogram(pressures[answer]);
}

/** Draws a path in the faces' style. Screen readers skip it: the words are beside it. */
function pictogram(path: string): TemplateResult {
  return html`<svg
    class="pictogram"
    viewBox="0 0 64 64"
    fill="none"
    stroke="currentColor"
    stroke-width="3.2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  ><path d=${path} /></svg>`;
}
