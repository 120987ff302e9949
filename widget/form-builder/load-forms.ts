import type { VersionedForm } from "../../shared/contract/form.ts";
import type { AskedQuestion } from "../../shared/contract/question.ts";
import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import type { AnswerOf, BodyOf, Problem, RowOf } from "../office-ui/office-client.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";

/** A touchpoint that asks by some form today. */
export type AskingPlace = RowOf<"listTouchpoints">;

/** A version of a form, and when it was written. */
export type SavedVersion = RowOf<"listFormVersions">;

/** What the page of forms begins with. */
export type LoadedForms = {
  readonly forms: readonly VersionedForm[];
  readonly places: readonly AskingPlace[];
  readonly questions: readonly AskedQuestion[];
};

/** A value, or why there is none. */
export type Asked<T> = { readonly value: T } | { readonly problem: Problem };

/** Where the office asks. */
export type AskingOffice = Pick<OfficeDeps, "client" | "agency">;

type PageOf<T> = { readonly data: readonly T[]; readonly meta: { readonly next_cursor: string | null } };
type Answered<T> = { readonly data?: PageOf<T>; readonly error?: Problem };

/** Rows of all pages of a list. */
async function allRows<T>(
  page: (query: { limit: string; cursor?: string }) => Promise<Answered<T>>,
): Promise<Asked<T[]>> {
  const rows: T[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const { data, error } = await page({ limit: "1000", ...(cursor === "" ? {} : { cursor }) });
    if (!data) return { problem: error as Problem };
    rows.push(...data.data);
    cursor = data.meta.next_cursor;
  }
  return { value: rows };
}

/** Loads forms, where they are used, and every question that was ever asked. */
export async function loadForms({ client, agency }: AskingOffice): Promise<Asked<LoadedForms>> {
  const params = (query: object): { params: { path: { agency: string }; query: object } } => ({
    params: { path: { agency }, query },
  });
  const [forms, places, questions] = await Promise.all([
    allRows((query) => client.GET("/v1/agencies/{agency}/forms", params(query))),
    allRows((query) => client.GET("/v1/agencies/{agency}/touchpoints", params(query))),
    allRows((query) => client.GET("/v1/agencies/{agency}/questions", params(query))),
  ]);
  if ("problem" in forms) return forms;
  if ("problem" in places) return places;
  if ("problem" in questions) return questions;
  return {
    value: { forms: forms.value, places: places.value.filter(({ closed }) => !closed), questions: questions.value },
  };
}

/** Loads every version of a form, newest first. */
export function loadVersions({ client, agency }: AskingOffice, form: string): Promise<Asked<SavedVersion[]>> {
  return allRows((query) =>
    client.GET("/v1/agencies/{agency}/forms/{form}/versions", { params: { path: { agency, form }, query } }),
  );
}

/** Writes a form after the version that it began from. */
export async function saveForm({ client, agency }: AskingOffice, form: VersionedForm): Promise<Asked<VersionedForm>> {
  const { data, error } = await client.PUT("/v1/agencies/{agency}/forms", {
    params: { path: { agency } },
    body: { forms: [form as BodyOf<"putForms">["forms"][number]] },
  });
  const saved: AnswerOf<"putForms">["data"][number] | undefined = data?.data[0];
  return saved ? { value: saved } : { problem: error as Problem };
}

/** Loads what a touchpoint is drawn from; null if it cannot be had. */
export async function loadPlace({ client }: AskingOffice, id: string): Promise<TouchpointConfig | null> {
  const { data } = await client.GET("/v1/touchpoints/{id}", { params: { path: { id } } });
  return data ?? null;
}
