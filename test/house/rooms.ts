import { widgetRooms } from "./widget-rooms.ts";
import { workerRooms } from "./worker-rooms.ts";

/**
 * 0 is what both sides share. 1 is ground: what everything else stands on. 2 is the line that feedback takes. 3 are the
 * features. 4 is the entry: what a request or a page reaches first.
 */
export type Floor = 0 | 1 | 2 | 3 | 4;

/** In a room's `uses`: every room of its house on a lower floor. */
export const below = "every floor below";

/**
 * A folder of `shared/`, `widget/` or `worker/`, with all that lies in it; `shared/` itself stands for its root files.
 */
export type Room = {
  readonly floor: Floor;
  /** What it does, in one line. */
  readonly does: string;
  /** Rooms of the same house that its files import. Rooms of `shared/` are open to every room of the other houses. */
  readonly uses: readonly string[];
  /** Files that other rooms may import. */
  readonly doors: readonly string[] | "every file";
};

/** Rooms by folder; a folder ends with a slash. */
export type Rooms = Readonly<Record<string, Room>>;

/** Most doors of a room. */
export const mostDoors = 3;

/** Houses whose rows bind. */
export const boundHouses: readonly string[] = ["shared/", "widget/", "worker/"];

/** Rooms with more than {@link mostDoors} doors, and how many. A number may only shrink, and no room may be added. */
export const manyDoors: Readonly<Record<string, number>> = {
  "shared/calendar/": 6,
  "widget/messages/": 8,
  "widget/ui/": 6,
  "widget/outbox/": 4,
  "widget/visit/": 4,
  "worker/feedback/": 5,
};

const sharedRooms: Rooms = {
  "shared/": {
    floor: 0,
    does: "codes, levels, and results that are a value or a failure",
    uses: [],
    doors: ["codes.ts", "levels.ts", "result.ts"],
  },
  "shared/calendar/": {
    floor: 0,
    does: "days, periods, working days; each autumn's decision on days off is added to `shared/calendar/days-off.ts`",
    uses: ["shared/"],
    doors: ["day.ts", "days-off.ts", "earlier-period.ts", "period.ts", "working-calendar.ts", "zone-day.ts"],
  },
  "shared/crypto/": {
    floor: 0,
    does: "the exact bytes that a device signs, and that a sealed message is bound and padded to",
    uses: [],
    doors: ["sealed-binding.ts", "sealed-sizes.ts", "signature-base.ts"],
  },
  "shared/encodings/": {
    floor: 0,
    does: "old Vietnamese fonts, recognised and converted; text as it is searched; the alphabet of codes and their check character",
    uses: [],
    doors: ["check-character.ts", "recognise-legacy.ts", "search-text.ts"],
  },
  "shared/contract/": {
    floor: 0,
    does: "the wire: a schema and a type for everything that is sent",
    uses: ["shared/", "shared/calendar/", "shared/crypto/"],
    // Each file is one part of the contract, and both sides speak all of it.
    doors: "every file",
  },
  "shared/redaction/": {
    floor: 0,
    does: "personal data masked in comments",
    uses: ["shared/contract/"],
    doors: ["fold-text.ts", "redact.ts"],
  },
  "shared/look/": {
    floor: 0,
    does: "the colours of screens and pages, by day and by night",
    uses: [],
    doors: ["colours.ts"],
  },
  "shared/methods/": {
    floor: 0,
    does: "the formulas of the indices, with their intervals",
    uses: ["shared/", "shared/contract/"],
    // A method is a file, and each is a page for a statistician.
    doors: "every file",
  },
  "widget/clock/": {
    floor: 1,
    does: "the page's clocks and timers; local time in ISO 8601",
    uses: [],
    doors: ["local-instant.ts", "start-clock.ts"],
  },
  "widget/messages/": {
    floor: 1,
    does: "texts of the screens in each language; days and numbers for people",
    uses: [],
    doors: [
      ...["messages.ts", "kiosk-messages.ts", "technical-messages.ts", "words-messages.ts", "comments-messages.ts"],
      ...["ticket-messages.ts", "sealed-messages.ts", "board-messages.ts"],
    ],
  },
  "widget/config/": {
    floor: 1,
    does: "what a touchpoint asks, and of which server: loaded, kept, checked",
    uses: [],
    doors: ["load-config.ts", "server-address.ts", "touchpoint-config.ts"],
  },
  "widget/ui/": {
    floor: 1,
    does: "what pages share: base element, controls, pictograms, styles, calls to the server",
    uses: ["widget/messages/"],
    doors: [
      "call-server.ts",
      "controls-template.ts",
      "page-element.ts",
      "pictogram-template.ts",
      "start-page.ts",
      "tokens.ts",
    ],
  },
  "widget/charts/": {
    floor: 1,
    does: "charts as SVG templates: trend with band, intervals, ranked bars, hours of the week",
    uses: ["widget/messages/"],
    doors: ["trend-template.ts", "interval-template.ts", "counts-template.ts"],
  },
  "widget/figures/": {
    floor: 2,
    does: "what a board shows and reads: its state, published or live figures, their periods and words",
    uses: ["widget/charts/", "widget/messages/", "widget/ui/"],
    doors: ["question.ts", "figures.ts", "figure-words.ts"],
  },
  "widget/outbox/": {
    floor: 2,
    does: "feedback kept on the device and sent until there is a receipt",
    uses: ["widget/clock/"],
    doors: ["outbox-store.ts", "send-feedback.ts", "drain-outbox.ts", "start-outbox.ts"],
  },
  "widget/visit/": {
    floor: 2,
    does: "one person gives feedback: each act, each screen, each revision; no DOM, no network",
    uses: ["widget/clock/", "widget/config/", "widget/messages/", "widget/outbox/"],
    doors: ["visit.ts", "feedback-draft.ts", "asked-questions.ts", "comment.ts"],
  },
  "widget/portal/": {
    floor: 3,
    does: "the embedded element, and the phone that goes on where a kiosk left off",
    uses: [...["widget/clock/", "widget/config/", "widget/messages/", "widget/outbox/", "widget/ui/"], "widget/visit/"],
    doors: ["panel.css", "start-follow.ts", "start-portal-preview.ts"],
  },
  "widget/comments/": {
    floor: 3,
    does: "published comments on an embedding page",
    uses: ["widget/config/", "widget/messages/", "widget/portal/", "widget/ui/", "widget/visit/"],
    doors: [],
  },
  "widget/sealed/": {
    floor: 3,
    does: "reports that the server cannot read: written, sealed, opened",
    uses: ["widget/messages/", "widget/ui/"],
    doors: ["start-sealed-door.ts", "start-sealed-office.ts"],
  },
  "widget/ticket/": {
    floor: 3,
    does: "a person's page of one comment: its state, answer, withdrawal",
    uses: ["widget/messages/", "widget/ui/", "widget/visit/"],
    doors: ["start-ticket.ts"],
  },
  "widget/desk/": {
    floor: 3,
    does: "the office's page of comments: read, decided on, answered; drafts, templates, many at once",
    uses: ["widget/clock/", "widget/messages/", "widget/office-ui/", "widget/ui/"],
    doors: ["comments-desk-element.ts"],
  },
  "widget/office-ui/": {
    floor: 2,
    does: "what the office's pages share: base element, typed calls to the server, dialogs, fields and lists",
    uses: ["widget/messages/", "widget/ui/"],
    doors: ["office-client.ts", "office-controls-template.ts", "office-page-element.ts"],
  },
  "widget/setup/": {
    floor: 3,
    does: "the guided set-up: from an empty agency to the first rating",
    uses: ["widget/messages/", "widget/office-ui/", "widget/ui/"],
    doors: ["setup-element.ts"],
  },
  "widget/today/": {
    floor: 3,
    does: "the office's first page: what needs somebody today",
    uses: ["widget/messages/", "widget/office-ui/", "widget/ui/"],
    doors: ["today-element.ts"],
  },
  "widget/table-import/": {
    floor: 2,
    does: "imports of tables: pasted or uploaded, columns mapped, checked row by row, taken, taken back",
    uses: ["widget/messages/", "widget/office-ui/", "widget/ui/"],
    doors: ["import-controller.ts"],
  },
  "widget/administration/": {
    floor: 3,
    does: "the office's pages of members, keys, audit log and settings",
    uses: ["widget/messages/", "widget/office-ui/", "widget/ui/"],
    doors: ["administration-pages.ts", "load-administration.ts"],
  },
  "widget/organization-pages/": {
    floor: 3,
    does: "the office's pages of units and services: changes with their effect on figures, lists from tables",
    uses: ["widget/messages/", "widget/office-ui/", "widget/table-import/", "widget/ui/"],
    doors: ["services-page-element.ts", "units-page-element.ts"],
  },
  "widget/form-builder/": {
    floor: 3,
    does: "the office's page of forms: questions and reasons written, versions compared, screens shown before they are saved",
    uses: ["widget/messages/", "widget/office-ui/", "widget/ui/"],
    doors: ["forms-element.ts", "preview-message.ts"],
  },
  "widget/form-preview/": {
    floor: 4,
    does: "the frame of the builder's preview: the screens of portal and kiosk, with a form that is not saved",
    uses: ["widget/clock/", "widget/form-builder/", "widget/kiosk/", "widget/portal/"],
    doors: ["start-form-preview.ts"],
  },
  "widget/check/": {
    floor: 3,
    does: "the check of a page that has the element, for its webmaster: what refuses, what is missing, what is doubled",
    uses: ["widget/config/", "widget/messages/", "widget/ui/"],
    doors: [],
  },
  "widget/places/": {
    floor: 3,
    does: "the office's pages of touchpoints and devices: lines for web pages, posters, enrolment, what a device misses",
    uses: ["widget/messages/", "widget/office-ui/", "widget/ui/"],
    doors: ["devices-element.ts", "touchpoints-element.ts"],
  },
  "widget/reports/": {
    floor: 3,
    does: "the office's pages of figures and of what it hands in: publications, exports, pulls, imports",
    uses: ["widget/messages/", "widget/office-ui/", "widget/table-import/", "widget/ui/"],
    doors: ["figures-element.ts", "imports-element.ts"],
  },
  "widget/signs/": {
    floor: 3,
    does: "the office's page of signs of gaming: their evidence as pictures, and what two people set aside",
    uses: ["widget/charts/", "widget/figures/", "widget/messages/", "widget/office-ui/", "widget/ui/"],
    doors: ["signs-element.ts"],
  },
  "widget/questions/": {
    floor: 3,
    does: "questions that a board answers to everybody: how satisfied, better, where, for whom, how we know",
    uses: ["widget/charts/", "widget/figures/", "widget/messages/", "widget/ui/"],
    doors: ["public-questions.ts"],
  },
  "widget/office-questions/": {
    floor: 3,
    does: "questions that a board answers to the office: why, when, which places are silent; and comments answered",
    uses: ["widget/charts/", "widget/figures/", "widget/messages/", "widget/ui/"],
    doors: ["do-we-answer.ts", "office-questions.ts"],
  },
  "widget/board/": {
    floor: 4,
    does: "the board of an agency or a unit: one question a row, a slide, or a sheet of paper; its state in the address",
    uses: [
      ...["widget/charts/", "widget/config/", "widget/figures/", "widget/messages/", "widget/office-questions/"],
      ...["widget/questions/", "widget/ui/"],
    ],
    doors: ["start-board.ts", "present-controller.ts"],
  },
  "widget/badge/": {
    floor: 3,
    does: "a unit's last published figure on any page",
    uses: ["widget/config/", "widget/messages/", "widget/ui/"],
    doors: [],
  },
  "widget/kiosk/": {
    floor: 3,
    does: "the screens of a kiosk or counter tablet",
    uses: ["widget/clock/", "widget/messages/", "widget/ui/", "widget/visit/"],
    doors: ["define-citizen-kiosk.ts", "kiosk-deps.ts"],
  },
  "widget/device/": {
    floor: 3,
    does: "the tablet under the kiosk: its key, numbered queue, clock, heartbeat",
    uses: ["widget/clock/", "widget/config/", "widget/kiosk/", "widget/outbox/", "widget/visit/"],
    doors: ["start-kiosk.ts"],
  },
  "widget/pages/": {
    floor: 4,
    does: "HTML of the site, and which page starts what",
    uses: [
      ...["widget/board/", "widget/device/", "widget/form-preview/", "widget/office/", "widget/office-questions/"],
      ...["widget/portal/", "widget/sealed/", "widget/ticket/"],
    ],
    doors: [],
  },
  "widget/office/": {
    floor: 4,
    does: "the office: sign-in, its list of pages, and moving between them",
    uses: [
      "widget/administration/",
      "widget/desk/",
      "widget/form-builder/",
      "widget/messages/",
      "widget/office-ui/",
      "widget/organization-pages/",
      "widget/places/",
      "widget/reports/",
      "widget/setup/",
      "widget/signs/",
      "widget/today/",
      "widget/ui/",
    ],
    doors: ["start-office.ts"],
  },
};

/** Every room of the product. */
export const allRooms: Rooms = { ...sharedRooms, ...widgetRooms, ...workerRooms };

/** The house of a room: `widget/` of `widget/kiosk/`. */
export function houseOf(room: string): string {
  return room.slice(0, room.indexOf("/") + 1);
}

/** Rows of the table in CONTRIBUTING, of the houses whose rows bind. */
export function tableOfRooms(rooms: Rooms): string[] {
  const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");
  return Object.entries(rooms)
    .filter(([name]) => boundHouses.includes(houseOf(name)))
    .map(([name, { floor, does, uses, doors }]) => {
      const rest = code(uses.filter((room) => room !== below));
      const used = [...(uses.includes(below) ? [below] : []), ...(rest === "" ? [] : [rest])].join(", ");
      const open = doors === "every file" ? doors : code(doors);
      return `| \`${name}\` | ${floor} | ${does} | ${used || "–"} | ${open || "–"} |`;
    });
}
