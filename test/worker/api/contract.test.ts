import { expect, test } from "vitest";
import beforeText from "../../fixtures/contract-before.json?raw";
import { askApi } from "../call-api.ts";
import { type ContractDocument, flatContract } from "./flat-contract.ts";

const publishedRow = [
  "answer.data[].quarters?: list",
  "answer.data[].quarters[]: string",
  "answer.data[].rounded?: true",
];

/** A question may be a single choice. */
const choiceAt = (question: string): string[] =>
  [": nested", `.type?: "rating"`, `.type: "choice"`, ".options: list", ".options[].id: string"]
    .concat([".options[].text.vi: string", ".options[].text.en?: string"])
    .map((line) => `${question}${line}`);

const typedQuestion = "answer.form.typed_questions[]";

/** What the contract gained or lost on purpose since `contract-before.json`, by operation. */
const changed: Readonly<Record<string, { readonly gone?: readonly string[]; readonly come?: readonly string[] }>> = {
  "GET /v1/agencies/{agency}/forms": { come: choiceAt("answer.data[].questions[]") },
  "PUT /v1/agencies/{agency}/forms": {
    come: [...choiceAt("body.forms[].questions[]"), ...choiceAt("answer.data[].questions[]")],
  },
  "POST /v1/feedback": {
    gone: ["body.feedback[].answers.*?: integer"],
    come: ["body.feedback[].answers.*?: integer | string"],
  },
  "GET /v1/touchpoints/{id}": {
    come: [
      `answer.form.questions[].type?: "rating"`,
      "answer.form.typed_questions?: list",
      `${typedQuestion}.id: string`,
      ...choiceAt(typedQuestion).slice(2),
      `${typedQuestion}.text.vi: string`,
      `${typedQuestion}.text.en?: string`,
    ],
  },
  "GET /v1/agencies/{agency}/indices": {
    come: [
      "answer.data[].option.id: string",
      "answer.data[].option.text.vi: string",
      "answer.data[].option.text.en?: string",
    ],
  },
  // A larger share of an option is not better.
  "GET /v1/agencies/{agency}/methods": {
    gone: [`answer.data[].direction: "higher-is-better"`],
    come: [`answer.data[].direction: "higher-is-better" | "none"`],
  },
  "GET /v1/agencies/{agency}/publications/latest": { come: publishedRow },
  "GET /v1/agencies/{agency}/publications/{version}": { come: publishedRow },
  // The document describes itself now.
  "GET /v1/openapi.json": { gone: ["answer: any"] },
};

test("the contract is what it was, but for what was changed on purpose", async () => {
  const now = flatContract(await askApi<ContractDocument>("/v1/openapi.json"));
  const was = JSON.parse(beforeText) as Readonly<Record<string, readonly string[]>>;
  expect(Object.keys(now)).toEqual(Object.keys(was));
  for (const [operation, lines] of Object.entries(was)) {
    const gone = lines.filter((line) => !now[operation]?.includes(line));
    const come = now[operation]?.filter((line) => !lines.includes(line)) ?? [];
    const expected = changed[operation] ?? {};
    expect([operation, { gone, come }]).toEqual([operation, { gone: expected.gone ?? [], come: expected.come ?? [] }]);
  }
});
