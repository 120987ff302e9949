import { numberWords } from "../messages/messages.ts";
import type { AnswerOf, Problem } from "../office-ui/office-client.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import type { ImportSpec, SentFile } from "../table-import/import-controller.ts";
import { fieldsOf } from "./report-kinds.ts";
import type { ReportsSay } from "./reports-messages.ts";

/** What the imports work with. `taken`: something was taken or taken back. */
export type ReportImportsDeps = {
  readonly office: OfficeDeps;
  readonly say: () => ReportsSay;
  readonly taken: () => void;
};

type Receipts = { readonly receipts: readonly { readonly outcome: string }[] };

/** How a table goes out: as it is, with the fields of its columns. */
function fileOf({ body, type, columns }: SentFile, isTrial: boolean, agency: string) {
  return {
    params: { path: { agency }, query: { columns, ...(isTrial ? { dry_run: "1" as const } : {}) } },
    body: body as never,
    bodySerializer: (given: unknown) => given as never,
    headers: { "content-type": type },
  };
}

function wordsOf({ office, say, taken }: ReportImportsDeps): Pick<ImportSpec<Receipts>, "found" | "took"> {
  const count = ({ receipts }: Receipts, outcome: string): string =>
    numberWords(receipts.filter((receipt) => receipt.outcome === outcome).length, office.language, 0);
  return {
    found: (answer) => say()("im.found", { n: count(answer, "accepted"), same: count(answer, "duplicate") }),
    took: (answer) => {
      taken();
      return say()("im.taken.done", { n: count(answer, "accepted") });
    },
  };
}

/** Calls at once while many tallies are taken back. */
const atOnce = 8;

/** The import of paper tallies; what was just taken can be taken back. */
export function tallyImport(deps: ReportImportsDeps): ImportSpec<AnswerOf<"postTallies">> {
  const { client, agency } = deps.office;
  return {
    ...wordsOf(deps),
    fields: () => fieldsOf("tallies", deps.say()),
    send: (file, isTrial) => client.POST("/v1/agencies/{agency}/tallies", fileOf(file, isTrial, agency)),
    async takeBack({ receipts }): Promise<Problem | null> {
      // What was there before this table stays.
      const ids = receipts.filter(({ outcome }) => outcome === "accepted").map(({ id }) => id);
      for (let first = 0; first < ids.length; first += atOnce) {
        const done = await Promise.all(
          ids
            .slice(first, first + atOnce)
            .map((id) => client.DELETE("/v1/agencies/{agency}/tallies/{id}", { params: { path: { agency, id } } })),
        );
        const failed = done.find(({ error }) => error);
        if (failed?.error) return failed.error;
      }
      deps.taken();
      return null;
    },
  };
}

/** The import of transaction volumes. */
export function volumeImport(deps: ReportImportsDeps): ImportSpec<AnswerOf<"postVolumes">> {
  const { client, agency } = deps.office;
  return {
    ...wordsOf(deps),
    fields: () => fieldsOf("volumes", deps.say()),
    send: (file, isTrial) => client.POST("/v1/agencies/{agency}/volumes", fileOf(file, isTrial, agency)),
  };
}

/** The import of measures. */
export function measureImport(deps: ReportImportsDeps): ImportSpec<AnswerOf<"putMeasures">> {
  const { office, say, taken } = deps;
  const { client, agency } = office;
  const many = ({ data }: AnswerOf<"putMeasures">): string => numberWords(data.length, office.language, 0);
  return {
    fields: () => fieldsOf("measures", say()),
    send: (file, isTrial) => client.PUT("/v1/agencies/{agency}/measures", fileOf(file, isTrial, agency)),
    found: (answer) => say()("im.found.measures", { n: many(answer) }),
    took: (answer) => {
      taken();
      return say()("im.taken.done", { n: many(answer) });
    },
  };
}
