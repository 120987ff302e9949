import { expect, test } from "vitest";
import beforeText from "../../fixtures/contract-before.json?raw";
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

const eitherQuestion = (at: string): string[] => [`${at}.questions[]: nested`, ...choiceAt(`${at}.questions[]`)];
const typedQuestions = "answer.form.typed_questions";
const publishedRow = [
  "answer.data[].quarters?: list",
  "answer.data[].quarters[]: string",
  "answer.data[].rounded?: true",
];
const notComment = 'not_a_comment: "advert" | "test" | "abuse" | null';
const heldNotComment = { come: ['answer.not_a_comment?: "advert" | "test" | "abuse"'] };
/** The problem of a receipt may hold a comment. */
const receiptComment = `answer.receipts[].problem.comment.${notComment}`;

type Change = { readonly gone?: readonly string[]; readonly come?: readonly string[] };

/** What the contract gained or lost on purpose since `contract-before.json`, by operation. */
const changed: Readonly<Record<string, Change>> = {
  "GET /v1/agencies/{agency}/forms": { come: eitherQuestion("answer.data[]") },
  "PUT /v1/agencies/{agency}/forms": { come: [...eitherQuestion("body.forms[]"), ...eitherQuestion("answer.data[]")] },
  "GET /v1/touchpoints/{id}": {
    come: [
      'answer.form.questions[].type?: "rating"',
      `${typedQuestions}?: list`,
      `${typedQuestions}[].id: string`,
      ...choiceAt(`${typedQuestions}[]`).slice(1),
      `${typedQuestions}[].text.vi: string`,
      `${typedQuestions}[].text.en?: string`,
    ],
  },
  "POST /v1/feedback": {
    gone: ["body.feedback[].answers.*?: integer"],
    come: ["body.feedback[].answers.*?: integer | string", receiptComment],
  },
  "GET /v1/agencies/{agency}/indices": {
    come: ["id: string", "text.vi: string", "text.en?: string"].map((field) => `answer.data[].option.${field}`),
  },
  "GET /v1/agencies/{agency}/methods": {
    gone: ['answer.data[].direction: "higher-is-better"'],
    come: ['answer.data[].direction: "higher-is-better" | "none"'],
  },
  "GET /v1/agencies/{agency}/publications/latest": { come: publishedRow },
  "GET /v1/agencies/{agency}/publications/{version}": { come: publishedRow },
  // The document tells more: that nothing may be due, what a change of a comment needs, and its own shape.
  "POST /v1/agencies/{agency}/publications": { come: ["gives 200"] },
  // Words that are no comment: said by the office, shown as such, and counted apart.
  "GET /v1/agencies/{agency}/answers": { come: ["answer.data[].not_comments.*?: integer"] },
  "GET /v1/agencies/{agency}/digests": { come: ["answer.data[].not_comments.*?: integer"] },
  "GET /v1/agencies/{agency}/comments": {
    come: [`answer.data[].${notComment}`, "answer.meta.not_comments.*?: integer"],
  },
  "GET /v1/agencies/{agency}/comments/{id}": { come: [`answer.${notComment}`] },
  "PATCH /v1/agencies/{agency}/comments/{id}": {
    come: ["header If-Match", 'body.not_a_comment?: "advert" | "test" | "abuse" | null', `answer.${notComment}`],
  },
  "POST /v1/agencies/{agency}/comments/{id}/replies": { come: ["header If-Match", `answer.${notComment}`] },
  "POST /v1/agencies/{agency}/devices/{id}/queue-files": {
    come: ["rejected", "problems"].map((list) => `answer.${list}[].problem.comment.${notComment}`),
  },
  "POST /v1/agencies/{agency}/tallies": { come: [receiptComment] },
  "POST /v1/agencies/{agency}/volumes": { come: [receiptComment] },
  "POST /v1/tickets/lookup": heldNotComment,
  "POST /v1/tickets/rate": heldNotComment,
  "POST /v1/tickets/reopen": heldNotComment,
  "POST /v1/tickets/withdraw": heldNotComment,
  "GET /v1/openapi.json": { gone: ["answer: any"] },
};

/** Operations that came since: the options of a choice, those that no form offers any more as well. */
const added: readonly string[] = ["GET /v1/agencies/{agency}/questions"];

test("the contract is what it was, but for what was changed on purpose", async () => {
  const now = flatContract(await askApi<ContractDocument>("/v1/openapi.json"));
  const was = JSON.parse(beforeText) as Readonly<Record<string, readonly string[]>>;
  expect(Object.keys(now)).toEqual([...Object.keys(was), ...added].sort());
  for (const [operation, lines] of Object.entries(was)) {
    const gone = lines.filter((line) => !now[operation]?.includes(line));
    const come = now[operation]?.filter((line) => !lines.includes(line)) ?? [];
    const expected = changed[operation] ?? {};
    expect([operation, { gone, come }]).toEqual([operation, { gone: expected.gone ?? [], come: expected.come ?? [] }]);
  }
});
