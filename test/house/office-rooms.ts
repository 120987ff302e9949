import type { Rooms } from "./rooms.ts";

/** Rooms of the office in a browser: its frame, and a page or a part of one each. */
export const officeRooms: Rooms = {
  "widget/desk/": {
    floor: 3,
    does: "the office's page of comments: its list, its keys, many at once, the month in brief, templates of answers",
    uses: [
      ...["widget/desk-comment/", "widget/desk-words/", "widget/desk-work/", "widget/messages/", "widget/office-ui/"],
      "widget/ui/",
    ],
    doors: ["comments-desk-element.ts"],
  },
  "widget/desk-comment/": {
    floor: 3,
    does: "one comment on the page of comments: what is known of it, its answer, what is decided, what happened to it",
    uses: [
      ...["widget/clock/", "widget/desk-words/", "widget/desk-work/", "widget/messages/", "widget/office-ui/"],
      "widget/ui/",
    ],
    doors: ["desk-comment-template.ts"],
  },
  "widget/desk-words/": {
    floor: 3,
    does: "what the parts of the page of comments share: texts, why something failed, what came of an act, parts loaded late",
    uses: ["widget/desk-work/", "widget/messages/", "widget/office-ui/", "widget/ui/"],
    doors: ["desk-messages.ts", "shown-desk-template.ts"],
  },
  "widget/desk-work/": {
    floor: 3,
    does: "how comments are read, decided on and answered: list, drafts, templates, many at once; no DOM",
    uses: ["widget/office-ui/"],
    doors: ["desk-controller.ts"],
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
  "widget/members/": {
    floor: 3,
    does: "the office's pages of members and keys: who may do what, where, until when",
    uses: ["widget/messages/", "widget/office-ui/", "widget/ui/"],
    doors: ["keys-element.ts", "members-element.ts", "members-messages.ts"],
  },
  "widget/audit/": {
    floor: 3,
    does: "the office's page of the audit log: who did what, in words",
    uses: ["widget/members/", "widget/messages/", "widget/office-ui/", "widget/ui/"],
    doors: ["audit-element.ts"],
  },
  "widget/settings/": {
    floor: 3,
    does: "the office's page of settings, and what each of them changes",
    uses: ["widget/messages/", "widget/office-ui/", "widget/ui/"],
    doors: ["settings-element.ts"],
  },
  "widget/units/": {
    floor: 3,
    does: "the office's page of units: changes with their effect on figures, lists from tables",
    uses: ["widget/messages/", "widget/office-ui/", "widget/table-import/", "widget/ui/"],
    doors: ["units-element.ts"],
  },
  "widget/services/": {
    floor: 3,
    does: "the office's page of services, one by one or from tables",
    uses: ["widget/messages/", "widget/office-ui/", "widget/table-import/", "widget/ui/"],
    doors: ["services-element.ts"],
  },
  "widget/form-draft/": {
    floor: 2,
    does: "a form that is being written, without a screen: how its parts change, its ids, its texts",
    uses: ["widget/messages/"],
    doors: ["form-draft.ts", "forms-messages.ts"],
  },
  "widget/form-fields/": {
    floor: 2,
    does: "the fields of a form: its questions, reasons and settings",
    uses: ["widget/form-draft/", "widget/messages/", "widget/ui/"],
    doors: ["fields-template.ts", "fields.css", "form-template.ts"],
  },
  "widget/preview-frames/": {
    floor: 3,
    does: "the preview on the page of forms: its bar, its two frames, and what they are told to draw",
    uses: ["widget/form-draft/", "widget/messages/", "widget/office-ui/", "widget/ui/"],
    doors: ["preview-controller.ts", "preview-message.ts", "preview.css"],
  },
  "widget/form-preview/": {
    floor: 4,
    does: "what stands in the preview's frames: the screens of portal and kiosk, with a form that is not saved",
    uses: ["widget/clock/", "widget/kiosk/", "widget/portal/", "widget/preview-frames/"],
    doors: ["start-form-preview.ts"],
  },
  "widget/form-builder/": {
    floor: 3,
    does: "an open form: loaded, kept as a draft, checked, saved; its versions compared; its recordings",
    uses: [
      ...["widget/form-draft/", "widget/form-fields/", "widget/messages/", "widget/office-ui/"],
      ...["widget/preview-frames/", "widget/ui/"],
    ],
    doors: ["draft-memory.ts", "load-forms.ts", "open-form-controller.ts"],
  },
  "widget/forms/": {
    floor: 3,
    does: "the office's page of forms: their list, how a new one is made, and which one is open",
    uses: [
      ...["widget/form-builder/", "widget/form-draft/", "widget/form-fields/", "widget/messages/", "widget/office-ui/"],
      ...["widget/preview-frames/", "widget/ui/"],
    ],
    doors: ["forms-element.ts"],
  },
  "widget/touchpoints/": {
    floor: 3,
    does: "the office's page of touchpoints: lines for web pages, posters, the check of a page",
    uses: ["widget/messages/", "widget/office-ui/", "widget/ui/"],
    doors: ["place-page-element.ts", "touchpoints-element.ts"],
  },
  "widget/devices/": {
    floor: 3,
    does: "the office's page of devices: enrolment, what a device misses, queue files",
    uses: ["widget/messages/", "widget/office-ui/", "widget/touchpoints/", "widget/ui/"],
    doors: ["devices-element.ts"],
  },
  "widget/office-figures/": {
    floor: 3,
    does: "the office's page of figures: publications, exports, scheduled pulls",
    uses: ["widget/messages/", "widget/office-ui/", "widget/ui/"],
    doors: ["figures-element.ts"],
  },
  "widget/reports/": {
    floor: 3,
    does: "the office's page of imports: paper tallies, volumes, measures; what was taken and taken back",
    uses: ["widget/messages/", "widget/office-ui/", "widget/table-import/", "widget/ui/"],
    doors: ["imports-element.ts"],
  },
  "widget/signs/": {
    floor: 3,
    does: "the office's page of signs of gaming: their evidence as pictures, and what two people set aside",
    uses: ["widget/charts/", "widget/figures/", "widget/messages/", "widget/office-ui/", "widget/ui/"],
    doors: ["signs-element.ts"],
  },
  "widget/office/": {
    floor: 4,
    does: "the office: sign-in, its list of pages, and moving between them",
    uses: [
      ...["widget/audit/", "widget/desk/", "widget/devices/", "widget/forms/", "widget/members/"],
      ...["widget/messages/", "widget/office-figures/", "widget/office-ui/", "widget/reports/", "widget/services/"],
      ...["widget/settings/", "widget/setup/", "widget/signs/", "widget/today/", "widget/touchpoints/", "widget/ui/"],
      "widget/units/",
    ],
    doors: ["start-office.ts"],
  },
};
