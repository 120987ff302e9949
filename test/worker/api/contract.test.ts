import { expect, test } from "vitest";
import beforeText from "../../fixtures/contract-before.json?raw";
import { pictures } from "../../../shared/contract/form.ts";
import { scopes } from "../../../shared/contract/key.ts";
import { askApi } from "../call-api.ts";
import { type ContractDocument, flatContract } from "./flat-contract.ts";

/** The fields of a single choice, below the place where a question is. */
function choiceAt(question: string): string[] {
  const option = `${question}.options[]`;
  return [
    `${question}.type?: "rating"`,
    `${question}.type: "choice"`,
    `${question}.options: list`,
    ...["id: string", "text.vi: string", "text.en?: string"].map((field) => `${option}.${field}`),
  ];
}

/** What a form says for people who can't read: pictures of reasons, recordings of texts. */
function spokenForm(form: string): string[] {
  const recorded = ["id: string", 'language: "vi" | "en"', "text: string"];
  const picture = pictures.map((name) => `"${name}"`).join(" | ");
  return [
    `${form}.audio?: list`,
    ...recorded.map((field) => `${form}.audio[].${field}`),
    `${form}.reasons[].picture?: ${picture}`,
  ];
}

const eitherQuestion = (at: string): string[] => [`${at}.questions[]: nested`, ...choiceAt(`${at}.questions[]`)];
const typedQuestions = "answer.form.typed_questions";
const publishedRow = [
  "answer.data[].quarters?: list",
  "answer.data[].quarters[]: string",
  "answer.data[].rounded?: true",
  // All figures of the agency are simulated.
  "answer.meta.publication.sample?: true",
];
const keyEnd = ["expires_on: string | null", "expires_soon: boolean", "last_used_on: string | null"];
const keyCourse = [...keyEnd, "replaced_by: string | null"];
const notComment = 'not_a_comment: "advert" | "test" | "abuse" | null';
/** A ticket tells what happened so far, whom it is about, and who answers now. */
const ticketCourse = {
  come: [
    'answer.not_a_comment?: "advert" | "test" | "abuse"',
    ...["agency.code", "agency.name", "service.id", "service.name", "in_charge[].code", "in_charge[].name"].map(
      (field) => `answer.${field}: string`,
    ),
    ...[
      "answer.official_channel: null | nested",
      ...["name", "url"].map((field) => `answer.official_channel.${field}: string`),
    ],
    ...["answer.service: null | nested", "answer.in_charge: list", "answer.days_left: integer | null"],
    'answer.steps[].kind: "received" | "passed-on" | "answered" | "reopened" | "closed" | "withdrawn"',
    ...["answer.steps: list", "answer.steps[].unit: null | nested", "answer.steps[].words: string | null"],
    ...["on", "unit.code", "unit.name"].map((field) => `answer.steps[].${field}: string`),
  ],
};
/** The problem of a receipt may hold a comment. */
const receiptComment = `answer.receipts[].problem.comment.${notComment}`;

/** What everybody reads of the recipients of sealed reports: how each followed the one before, and who stands announced. */
const sealedHistory = [
  "answer.history: list",
  ...["name: string", "public_key: string", "fingerprint: string", "from: string", "until: string | null"].map(
    (field) => `answer.history[].${field}`,
  ),
  'answer.history[].followed: "first" | "signed" | "announced" | "unproved"',
  ...["signature: string | null", "announced_on: string | null"].map((field) => `answer.history[].${field}`),
  "answer.announcement: null | nested",
  ...["name", "public_key", "fingerprint", "announced_on", "takes_effect_on"].map(
    (field) => `answer.announcement.${field}: string`,
  ),
  "answer.keep_months: integer",
  // Where people turn while no key is set.
  "answer.contact: null | nested",
  ...["name: string", "phone?: string", "address?: string"].map((field) => `answer.contact.${field}`),
];

type Change = { readonly gone?: readonly string[]; readonly come?: readonly string[] };

/** Scopes that came since. */
const addedScopes: readonly string[] = ["set-asides:write", "sealed:write", "members:write"];

/** The list of scopes at a place: as it was, and as it is. */
function scopesAt(...places: readonly string[]): Change {
  const at = (list: readonly string[]): string[] =>
    places.map((place) => `${place}.scopes[]: ${list.map((scope) => `"${scope}"`).join(" | ")}`);
  return { gone: at(scopes.filter((scope) => !addedScopes.includes(scope))), come: at(scopes) };
}

/** A change with more that came. */
function andAlso({ gone = [], come = [] }: Change, more: readonly string[]): Change {
  return { gone, come: [...come, ...more] };
}

/** Rollups that are checked, as they were and as they are. */
const rollupNames: Change = {
  gone: ['answer.data[].rollup: "fine" | "day" | "month" | "reason" | "reason_month" | "officer"'],
  come: ['answer.data[].rollup: "fine" | "day" | "month" | "reason" | "reason_month" | "hour" | "officer"'],
};

/** What the contract gained or lost on purpose since `contract-before.json`, by operation. */
const changed: Readonly<Record<string, Change>> = {
  // Services are searched, and taken from files as reports are. The sender may say what a file's columns hold.
  "GET /v1/agencies/{agency}/services": { come: ["query q?"] },
  "PUT /v1/agencies/{agency}/services": {
    come: [
      ...["query columns?", "query dry_run?", "takes text/csv"],
      "takes application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ],
  },
  "PUT /v1/agencies/{agency}/measures": { come: ["query columns?"] },
  // An agency whose figures are all simulated.
  "POST /v1/agencies": { come: ["body.sample?: boolean"] },
  "GET /v1/agencies/{agency}/touchpoints": {
    come: [...touchpointLimits("answer.data[]"), ...touchpointClosing("answer.data[]")],
  },
  "PUT /v1/agencies/{agency}/touchpoints": {
    come: [
      "body.touchpoints[].client_limit?: null | nested",
      ...touchpointLimits("body.touchpoints[]").slice(0, 2),
      ...touchpointLimits("answer.data[]"),
      "body.touchpoints[].closed?: boolean",
      ...touchpointClosing("answer.data[]"),
    ],
  },
  "GET /v1/agencies/{agency}/forms": { come: [...eitherQuestion("answer.data[]"), ...spokenForm("answer.data[]")] },
  "PUT /v1/agencies/{agency}/forms": {
    come: [
      // The version that a change began from, so that nobody writes over what somebody else has written meanwhile.
      "body.forms[].version?: integer",
      ...["body.forms[]", "answer.data[]"].flatMap((form) => [...eitherQuestion(form), ...spokenForm(form)]),
    ],
  },
  "GET /v1/touchpoints/{id}": {
    come: [
      'answer.form.questions[].type?: "rating"',
      ...spokenForm("answer.form"),
      `${typedQuestions}?: list`,
      `${typedQuestions}[].id: string`,
      ...choiceAt(`${typedQuestions}[]`).slice(1),
      `${typedQuestions}[].text.vi: string`,
      `${typedQuestions}[].text.en?: string`,
      // So that a page says before anybody taps that ratings are taken at the device alone.
      "answer.signed_only?: true",
      // So that a page says before anybody taps that nothing is taken any more.
      "answer.closed?: true",
      // So that a page says that its agency holds simulated figures.
      "answer.sample?: true",
    ],
  },
  "POST /v1/feedback": {
    gone: ["body.feedback[].answers.*?: integer"],
    come: [
      "body.feedback[].answers.*?: integer | string",
      // By it the sign `repeat` tells several ratings of one browser; elements of before don't send it.
      "body.feedback[].browser_key?: string",
      receiptComment,
    ],
  },
  "GET /v1/agencies/{agency}/indices": {
    come: [
      ...["id: string", "text.vi: string", "text.en?: string"].map((field) => `answer.data[].option.${field}`),
      // When people are not satisfied: `by=weekday,hour`.
      ...["weekday", "hour"].map((field) => `answer.data[].${field}?: integer`),
    ],
  },
  // Counts by hour are compared with a recount, too.
  ...Object.fromEntries(
    ["verify", "rebuild"].map((call) => [`POST /v1/agencies/{agency}/rollups/${call}`, rollupNames]),
  ),
  // Rows are for keys of the whole agency, which see whether there are words.
  "GET /v1/agencies/{agency}/feedback": {
    gone: ["answer.data[].has_comment: boolean | null"],
    come: ["answer.data[].has_comment: boolean"],
  },
  "GET /v1/agencies/{agency}/methods": {
    gone: ['answer.data[].direction: "higher-is-better"'],
    come: ['answer.data[].direction: "higher-is-better" | "none"'],
  },
  "GET /v1/agencies/{agency}/publications": { come: ["answer.data[].sample?: true"] },
  "GET /v1/agencies/{agency}/publications/latest": { come: publishedRow },
  "GET /v1/agencies/{agency}/publications/{version}": { come: publishedRow },
  // The document tells more: that nothing may be due, what a change of a comment needs, and its own shape.
  "POST /v1/agencies/{agency}/publications": { come: ["gives 200", "answer.sample?: true"] },
  // Sealed reports: a new recipient is signed by the one before, or announced; talks have a last day; a scope of its own.
  // Keys may have an end, and tell when they were last used and which key took their place.
  "GET /v1/agencies/{agency}/keys": andAlso(
    scopesAt("answer.data[]"),
    keyCourse.map((field) => `answer.data[].${field}`),
  ),
  "POST /v1/agencies/{agency}/keys": andAlso(scopesAt("body", "answer"), [
    "body.expires_on?: string | null",
    ...keyCourse.map((field) => `answer.${field}`),
  ]),
  "GET /v1/agencies/{agency}/sealed-recipient": { come: sealedHistory },
  "PUT /v1/agencies/{agency}/sealed-recipient": {
    come: ["body.signature?: string", "body.keep_months?: integer"],
  },
  "GET /v1/agencies/{agency}/sealed-talks": { come: ["answer.data[].kept_until: string"] },
  "POST /v1/sealed/talks/read": { come: ["answer.kept_until: string"] },
  // Words that are no comment: said by the office, shown as such, and counted apart.
  "GET /v1/agencies/{agency}/answers": { come: ["answer.data[].not_comments.*?: integer"] },
  "GET /v1/agencies/{agency}/digests": { come: ["answer.data[].not_comments.*?: integer"] },
  "GET /v1/agencies/{agency}/comments": {
    // An officer answers first what is due first.
    come: ["query order?", `answer.data[].${notComment}`, "answer.meta.not_comments.*?: integer"],
  },
  "GET /v1/agencies/{agency}/comments/{id}": { come: [`answer.${notComment}`] },
  "PATCH /v1/agencies/{agency}/comments/{id}": {
    come: ["header If-Match", 'body.not_a_comment?: "advert" | "test" | "abuse" | null', `answer.${notComment}`],
  },
  "POST /v1/agencies/{agency}/comments/{id}/replies": { come: ["header If-Match", `answer.${notComment}`] },
  "POST /v1/agencies/{agency}/devices/{id}/queue-files": {
    come: ["rejected", "problems"].map((list) => `answer.${list}[].problem.comment.${notComment}`),
  },
  "POST /v1/agencies/{agency}/tallies": { come: [receiptComment, "query columns?"] },
  "POST /v1/agencies/{agency}/volumes": { come: [receiptComment, "query columns?"] },
  "POST /v1/tickets/lookup": ticketCourse,
  "POST /v1/tickets/rate": ticketCourse,
  "POST /v1/tickets/reopen": ticketCourse,
  "POST /v1/tickets/withdraw": ticketCourse,
  // Who did it, by name.
  "GET /v1/agencies/{agency}/audit": { come: ["answer.data[].by_name: string | null"] },
  "GET /v1/openapi.json": { gone: ["answer: any"] },
};

/** How often one client may rate at a touchpoint, and whether ratings must be signed. */
function touchpointLimits(at: string): string[] {
  return [`${at}.client_limit.at_once: integer`, `${at}.client_limit.per_minute: integer`, `${at}.signed_only?: true`];
}

/** Whether a touchpoint is closed, and from which day on it will be closed or open again. */
function touchpointClosing(at: string): string[] {
  return [`${at}.closed?: true`, `${at}.closes_on?: string`, `${at}.opens_on?: string`];
}
const setAsides = "/v1/agencies/{agency}/set-asides";
const members = "/v1/agencies/{agency}/members";

/** Operations that came since. */
const added: readonly string[] = [
  // The options of a choice, those that no form offers any more as well.
  "GET /v1/agencies/{agency}/questions",
  // Recordings that kiosks read texts aloud by.
  ...["GET", "POST"].map((method) => `${method} /v1/agencies/{agency}/audio`),
  ...["DELETE", "GET"].map((method) => `${method} /v1/agencies/{agency}/audio/{id}`),
  // A touchpoint that has or had a device takes no unsigned rating otherwise.
  "POST /v1/agencies/{agency}/touchpoints/{id}/open",
  // The recipient that two keys name where the key before is lost, and its withdrawal.
  "PUT /v1/agencies/{agency}/sealed-recipient/announcement",
  "DELETE /v1/agencies/{agency}/sealed-recipient/announcement",
  // Telephone and address of the recipient, shown also while no key is set.
  "PUT /v1/agencies/{agency}/sealed-recipient/contact",
  // A new key for an old one.
  "POST /v1/agencies/{agency}/keys/{id}/rotate",
  // What carries which sign, and what a person takes out of the index for it.
  "GET /v1/agencies/{agency}/signs",
  // The ratings that a sign is about, so that the office sees what it judges.
  "GET /v1/agencies/{agency}/signs/evidence",
  ...[`GET ${setAsides}`, `POST ${setAsides}`, `POST ${setAsides}/{id}/confirm`, `POST ${setAsides}/{id}/undo`],
  // Sign-in by an agency's provider of OpenID Connect.
  ...["GET", "PUT", "DELETE"].map((method) => `${method} /v1/agencies/{agency}/sign-in`),
  "POST /v1/agencies/{agency}/sign-in/start",
  "GET /v1/sign-in/callback",
  // Whether databases work.
  "GET /readyz",
  // Name, address, contacts and channels that the agency tells of itself.
  "GET /v1/agencies/{agency}",
  "PUT /v1/agencies/{agency}",
  // Whether the agency answers comments, in public; and all published figures as files, with what describes them.
  ...["answers", "datapackage.json", "figures.{format}"].map(
    (name) => `GET /v1/agencies/{agency}/publications/{version}/${name}`,
  ),
  // What a form asked before, and when.
  "GET /v1/agencies/{agency}/forms/{form}/versions",
  // Simulated figures for a sample agency.
  "POST /v1/agencies/{agency}/sample",
  // People of the office sign in: by a key or an invitation; each sees and ends their own sessions.
  ...["POST /v1/sessions", "GET /v1/session", "DELETE /v1/session", "POST /v1/invitations"],
  "GET /v1/agencies/{agency}/sessions",
  "DELETE /v1/agencies/{agency}/sessions/{id}",
  // Members have roles, which are sets of scopes.
  ...[`GET ${members}`, `POST ${members}`, `PATCH ${members}/{id}`, `DELETE ${members}/{id}`],
  `POST ${members}/{id}/invitation`,
  // A member replaces the key by which they sign in, before it ends.
  "POST /v1/own-keys",
  // An agency that was made by mistake goes.
  "DELETE /v1/agencies/{agency}",
  // What a table holds, before somebody says what its columns are.
  "POST /v1/agencies/{agency}/tables",
  // What a merge would do to last year's figures.
  "POST /v1/agencies/{agency}/units/preview",
  // Beginnings that a unit's answers to comments may start from.
  ...["GET", "PUT"].map((method) => `${method} /v1/agencies/{agency}/answer-templates`),
];

test("the contract is what it was, but for what was changed on purpose", async () => {
  const now = flatContract(await askApi<ContractDocument>("/v1/openapi.json"));
  const was = JSON.parse(beforeText) as Readonly<Record<string, readonly string[]>>;
  expect(Object.keys(now)).toEqual([...Object.keys(was), ...added].sort());
  for (const [operation, lines] of Object.entries(was)) {
    const gone = lines.filter((line) => !now[operation]?.includes(line));
    const come = now[operation]?.filter((line) => !lines.includes(line)) ?? [];
    const expected = changed[operation] ?? {};
    const sorted = (given: Change): Change => ({
      gone: given.gone?.toSorted() ?? [],
      come: given.come?.toSorted() ?? [],
    });
    expect([operation, sorted({ gone, come })]).toEqual([operation, sorted(expected)]);
  }
});
