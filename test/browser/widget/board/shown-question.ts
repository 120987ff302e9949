import type { CSSResult } from "lit";
import { html, render } from "lit/html.js";
import { cdp } from "vitest/browser";
import { topTwo } from "../../../../shared/methods/top-two.ts";
import { ok } from "../../../../shared/result.ts";
import { BoardElement } from "../../../../widget/board/board-element.ts";
import { stateAddress } from "../../../../widget/board/board-state.ts";
import type { AnyQuestion, BoardView, Figure, FiguresAsked } from "../../../../widget/figures/question.ts";
import { pickBoardMessages } from "../../../../widget/messages/board-messages.ts";

const facts = { address: null, contact: null, privacy_contact: null, official_channels: [], privacy_url: null };
const code = "X99";

/** A view without any figures. */
export const plainView: BoardView = {
  agency: {
    ...{ code, name: "Tỉnh Mẫu", time_zone: "Asia/Ho_Chi_Minh", ...facts, publication_threshold: 10 },
    ...{ targets: [], milestones: [], licence: null, sample: false },
  },
  units: [{ code, name: "Tỉnh Mẫu", parent: null, kind: "province", valid_from: "2020-01-01", valid_to: null }],
  successions: [],
  services: [],
  state: { unit: code, period: "2026-Q3", method: "top-two@1", service: null, find: "", present: null },
  method: topTwo,
  today: "2026-11-29",
  readMs: 0,
  isOffice: false,
  language: "vi",
  say: pickBoardMessages("vi"),
  figures: async () => ok([]),
  read: async () => ok({} as never),
  addressOf: () => "",
  periods: ["2026-Q3"],
  publication: null,
  linkTo: () => "",
  go: () => {},
};

/** A question on the page, as the board draws it. */
export type ShownQuestion = { readonly root: HTMLElement; readonly state: () => BoardView["state"] };

/**
 * Draws a question as the board does, with its styles, and again after each change of the state. `rows` answers what it asks for.
 */
export async function showQuestion(
  question: AnyQuestion,
  different: Partial<BoardView>,
  rows: (asked: FiguresAsked) => readonly Figure[],
): Promise<ShownQuestion> {
  const root = document.body.appendChild(document.createElement("main"));
  const shadow = root.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = (BoardElement.styles as readonly CSSResult[])
    .flat()
    .flatMap(({ styleSheet }) => styleSheet ?? []);
  let view: BoardView = {
    ...{ ...plainView, figures: async (asked: FiguresAsked) => ok(rows(asked)), ...different },
    linkTo: (change) => stateAddress({ ...view.state, ...change }, code, ""),
    go: (change) => {
      view = { ...view, state: { ...view.state, ...change } as BoardView["state"] };
      draw();
    },
  };
  const loaded = await question.load(view);
  if (!loaded.ok) throw new Error(loaded.failure);
  const draw = (): void => {
    render(html`<section class="card">${question.template(loaded.value, view)}</section>`, shadow);
  };
  draw();
  return { root, state: () => view.state };
}

/** Ways in which a page is looked at. */
export const looks = ["light", "dark", "forced colours"] as const;

/** Lets the browser show pages as somebody has set it. */
export async function lookAt(look: (typeof looks)[number]): Promise<void> {
  const session = cdp() as unknown as { send: (method: string, given: unknown) => Promise<unknown> };
  const features = [
    { name: "forced-colors", value: look === "forced colours" ? "active" : "none" },
    { name: "prefers-color-scheme", value: look === "dark" ? "dark" : "light" },
  ];
  await session.send("Emulation.setEmulatedMedia", { features });
}
