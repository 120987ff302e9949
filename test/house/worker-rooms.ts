import type { Rooms } from "./rooms.ts";

/** See `below` in rooms.ts; written out, since a value of that file would make a circle. */
const below = "every floor below";

/** The rooms of the Worker, from the ground up. */
export const workerRooms: Rooms = {
  "worker/crypto/": {
    floor: 1,
    does: "base64url, hashes and public keys",
    uses: [],
    doors: ["base64url.ts", "hash.ts", "public-keys.ts"],
  },
  "worker/problems/": {
    floor: 1,
    does: "the union of failures, and the problem (RFC 9457) that each becomes",
    uses: [],
    doors: ["failure.ts", "problems.ts"],
  },
  "worker/limits/": {
    floor: 1,
    does: "rate limits: of clients, touchpoints and devices, and of wrong codes",
    uses: ["worker/crypto/", "worker/problems/"],
    doors: ["device-limit.ts", "guess-limit.ts", "rate-limit.ts"],
  },
  "worker/access/": {
    floor: 1,
    does: "who asks, which units they reach, and which keys are in one hand",
    uses: ["worker/problems/"],
    doors: ["is-same-hand.ts", "principal.ts", "reach.ts"],
  },
  "worker/runtime/": {
    floor: 1,
    does: "the Worker's bindings, what it asks of objects and remembers of them, and the runner of migrations",
    uses: ["worker/problems/", "worker/access/"],
    doors: ["apply-migrations.ts", "environment.ts", "ports.ts"],
  },
  "worker/lists/": {
    floor: 1,
    does: "pages of a list, cursors, and rows given twice",
    uses: ["worker/crypto/", "worker/problems/"],
    doors: ["cursor.ts", "given-twice.ts", "page-of.ts"],
  },
  "worker/operations/": {
    floor: 1,
    does: "what an operation is; reading and checking of requests",
    uses: ["worker/problems/", "worker/limits/", "worker/access/", "worker/runtime/"],
    doors: ["check-contract.ts", "operation.ts", "read-request.ts"],
  },
  "worker/files/": {
    floor: 1,
    does: "writers of CSV, XLSX, Parquet and NDJSON",
    uses: ["worker/problems/", "worker/operations/"],
    doors: ["csv-file.ts", "file-answer.ts", "table.ts"],
  },
  "worker/imports/": {
    floor: 1,
    does: "readers of CSV and XLSX tables that agencies hand in",
    uses: ["worker/problems/", "worker/operations/"],
    doors: ["read-table.ts", "take-import.ts"],
  },
  "worker/organization/": {
    floor: 1,
    does: "what the agency tells of itself, units with their tree and successions, services, forms and their recordings, touchpoints",
    uses: ["worker/access/", "worker/crypto/", "worker/imports/", "worker/lists/", "worker/operations/", "worker/problems/"],
    doors: ["organization.ts", "unit-tree.ts", "units.ts", "unit-heirs.ts"],
  },
  "worker/audit/": {
    floor: 1,
    does: "who did what, and when",
    uses: ["worker/crypto/", "worker/access/", "worker/lists/", "worker/operations/", "worker/organization/"],
    doors: ["note-deed.ts"],
  },
  "worker/feedback/": {
    floor: 2,
    does: "accepts or refuses feedback and stores it",
    uses: [below, "worker/signs/"],
    doors: ["checked-batch.ts", "feedback-row.ts", "keep-words.ts", "take-batch.ts", "tally-change.ts"],
  },
  "worker/signs/": {
    floor: 2,
    does: "signs of gaming among the ratings that came lately",
    uses: [below],
    doors: ["sign-watch.ts"],
  },
  "worker/counts/": {
    floor: 2,
    does: "rollups: counts per day and dimension, and their recount; what settles for keys of a unit",
    uses: [below, "worker/feedback/"],
    doors: ["officer-store.ts", "rollup-source.ts", "settled-store.ts"],
  },
  "worker/indices/": {
    floor: 2,
    does: "counts become indices with interval, coverage and comparisons",
    uses: [below, "worker/counts/"],
    doors: ["reported-days.ts", "transactions.ts", "unit-groups.ts"],
  },
  "worker/reported/": {
    floor: 2,
    does: "tallies and transaction volumes that agencies report",
    uses: [below],
    doors: ["report-store.ts", "reports.ts", "wrong-place.ts"],
  },
  "worker/members/": {
    floor: 3,
    does: "people of the office: invitations, roles, and what a member is to operations",
    uses: [below],
    doors: ["change-member.ts", "join-member.ts", "member-store.ts"],
  },
  "worker/keys/": {
    floor: 3,
    does: "keys of the API, and who holds one",
    uses: [below, "worker/members/"],
    doors: ["authenticate.ts", "key-store.ts", "key-token.ts"],
  },
  "worker/sessions/": {
    floor: 3,
    does: "people of the office who are signed in, and the cookie that says so",
    uses: [below, "worker/keys/", "worker/members/"],
    doors: ["begin-session.ts", "session-cookie.ts", "session-store.ts"],
  },
  "worker/openid/": {
    floor: 3,
    does: "sign-in by an agency's provider of OpenID Connect",
    uses: [below, "worker/keys/", "worker/members/", "worker/sessions/"],
    doors: ["openid-providers.ts"],
  },
  "worker/deadlines/": {
    floor: 3,
    does: "working days, and when an answer is due",
    uses: [below],
    doors: ["deadline-book.ts", "due-day.ts", "on-time-shares.ts"],
  },
  "worker/comments/": {
    floor: 3,
    does: "comments: who may read them, states, answers, tickets, digests",
    uses: [below, "worker/deadlines/"],
    doors: ["visible-comment.ts"],
  },
  "worker/devices/": {
    floor: 3,
    does: "kiosks: enrolment, keys, heartbeats, sequence numbers, alerts",
    uses: [below],
    doors: [],
  },
  "worker/sealed/": {
    floor: 3,
    does: "reports that only their recipient can read",
    uses: [below],
    doors: [],
  },
  "worker/officers/": {
    floor: 3,
    does: "who was on duty at a counter",
    uses: [below],
    doors: [],
  },
  "worker/set-asides/": {
    floor: 3,
    does: "feedback taken out of the index by a person's decision, and brought back",
    uses: [below],
    doors: [],
  },
  "worker/measures/": {
    floor: 3,
    does: "measures that agencies report, and scorecards from them",
    uses: [below, "worker/deadlines/"],
    doors: [],
  },
  "worker/publications/": {
    floor: 3,
    does: "makes public figures, and says why a row is withheld",
    uses: [below],
    doors: ["publication-store.ts", "unit-places.ts"],
  },
  "worker/open-data/": {
    floor: 3,
    does: "what anybody reads of publications: rows, answers to comments, files",
    uses: [below, "worker/deadlines/", "worker/publications/"],
    doors: [],
  },
  "worker/exports/": {
    floor: 3,
    does: "feedback and comments as pages and files",
    uses: [below, "worker/comments/"],
    doors: [],
  },
  "worker/registry/": {
    floor: 3,
    does: "which agencies this server has",
    uses: [below],
    doors: [],
  },
  "worker/sample/": {
    floor: 3,
    does: "simulated figures for a sample agency: its units, 13 months of people and offices, and the operation that fills it",
    uses: [below],
    doors: ["course.ts", "simulate.ts"],
  },
  "worker/pages/": {
    floor: 4,
    does: "pages that the Worker writes: methods, problems, the rating form, how information is kept",
    uses: [below],
    doors: ["agency-page.ts", "own-page.ts", "site.ts"],
  },
  "worker/api/": {
    floor: 4,
    does: "router, pipeline, answers, OpenAPI",
    uses: [below, "worker/pages/"],
    doors: ["serve.ts"],
  },
  "worker/agency/": {
    floor: 4,
    does: "an agency's object: the list of operations, deps, transactions, alarm, migrations",
    uses: [below],
    doors: ["agency-object.ts", "all-operations.ts"],
  },
  "worker/": {
    floor: 4,
    does: "the Worker: puts the API and the objects together",
    uses: [below, "worker/api/", "worker/agency/"],
    doors: [],
  },
};
