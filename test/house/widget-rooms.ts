import type { Rooms } from "./rooms.ts";

/** Rooms of the widget, without those of the office. */
export const widgetRooms: Rooms = {
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
  "widget/check/": {
    floor: 3,
    does: "the check of a page that has the element, for its webmaster: what refuses, what is missing, what is doubled",
    uses: ["widget/config/", "widget/messages/", "widget/ui/"],
    doors: [],
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
  "widget/offline/": { floor: 4, does: "the kiosk's service worker", uses: [], doors: [] },
  "widget/pages/": {
    floor: 4,
    does: "HTML of the site, and which page starts what",
    uses: [
      ...["widget/board/", "widget/device/", "widget/form-preview/", "widget/office/", "widget/office-questions/"],
      ...["widget/portal/", "widget/sealed/", "widget/ticket/"],
    ],
    doors: [],
  },
};
