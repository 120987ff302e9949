import { formatDay } from "../../shared/calendar/day.ts";
import { zoneDay } from "../../shared/calendar/zone-day.ts";
import type { VersionedForm } from "../../shared/contract/form.ts";
import type { AskedQuestion } from "../../shared/contract/question.ts";
import { type AnswerOf, type BodyOf, type Problem, type RowOf, readPages } from "../office-ui/office-client.ts";
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

/** Loads forms, where they are used, and every question that was ever asked. */
export async function loadForms({ client, agency }: AskingOffice): Promise<Asked<LoadedForms>> {
  const path = { agency };
  const [forms, places, questions] = await Promise.all([
    readPages<VersionedForm>((query) => client.GET("/v1/agencies/{agency}/forms", { params: { path, query } })),
    readPages<AskingPlace>((query) => client.GET("/v1/agencies/{agency}/touchpoints", { params: { path, query } })),
    readPages<AskedQuestion>((query) => client.GET("/v1/agencies/{agency}/questions", { params: { path, query } })),
  ]);
  const problem = forms.error ?? places.error ?? questions.error;
  if (problem) return { problem };
  const open = places.rows?.filter(({ closed }) => !closed) ?? [];
  return { value: { forms: forms.rows ?? [], places: open, questions: questions.rows ?? [] } };
}

/** Loads every version of a form, newest first; null if they cannot be had. */
export async function loadVersions({ client, agency }: AskingOffice, form: string): Promise<SavedVersion[] | null> {
  const path = { agency, form };
  const { rows } = await readPages<SavedVersion>((query) =>
    client.GET("/v1/agencies/{agency}/forms/{form}/versions", { params: { path, query } }),
  );
  return rows ? [...rows] : null;
}

/** Loads on which day each form was last changed, by its id. A form whose day cannot be had is left out. */
export async function loadDays(
  { client, agency }: AskingOffice,
  forms: readonly VersionedForm[],
): Promise<ReadonlyMap<string, string>> {
  const days = await Promise.all(
    forms.map(async ({ id: form }): Promise<[string, string][]> => {
      const params = { path: { agency, form }, query: { limit: "1" } };
      const { data } = await client.GET("/v1/agencies/{agency}/forms/{form}/versions", { params });
      const [newest] = data?.data ?? [];
      return newest ? [[form, dayOf(newest.created_at)]] : [];
    }),
  );
  return new Map(days.flat());
}

const dayInVietnam = zoneDay("Asia/Ho_Chi_Minh");

/** Calendar day of an instant, such as `2026-11-29`. */
export function dayOf(instant: string): string {
  return formatDay(dayInVietnam(Date.parse(instant)));
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
