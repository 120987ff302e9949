import { zoneOffset } from "../../shared/calendar/zone-day.ts";
import { figureFormats } from "../../shared/contract/export.ts";
import { dimensions } from "../../shared/contract/publication.ts";
import { isScale } from "../../shared/levels.ts";
import { defaultMethodFor } from "../../shared/methods/all-methods.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { fileAnswer, fileType } from "../files/file-answer.ts";
import { type Facts, type Table, volunteersNote } from "../files/table.ts";
import { type Operation, operationInWorker, part } from "../operations/operation.ts";
import type { DatedRow } from "../publications/publication-store.ts";
import { figureColumns, type FigureRow } from "./figure-columns.ts";
import { type FiguresOpened, openFigures, placeOf } from "./open-figures.ts";
import { maxAgeOf, versionOrLatest } from "./publications.ts";
import { publishedRow, unitNameOf } from "./published-row.ts";
import type { ReadDeps } from "./read-publication.ts";

/** Rows that one call to the object brings: few, so that ratings that come meanwhile don't wait. */
const portionRows = 500;

/** A stored row with its unit's name. */
type NamedRow = DatedRow & { readonly unitName: string };

type Stretch = { readonly version: number; readonly offset: number };

const readFigures = part({
  name: "readFigures",
  failures: [],
  runs: "reads",
  run(deps: ReadDeps, _: Principal | null, { version, offset }: Stretch): Result<NamedRow[], never> {
    const anything = { value: null, node: null, above: null, period: null, within: null };
    const asked = { ...anything, version, families: ["none", ...dimensions] as const, offset, limit: portionRows };
    return ok(deps.publications.rows(asked).map((row) => ({ ...row, unitName: unitNameOf(row, deps) })));
  },
});

/** Makes the row by the default method; the other methods follow from the tally. The Worker does it, to spare the object. */
function toFigureRow(row: NamedRow): FigureRow {
  const { family, period, tally, unitName } = row;
  const method = defaultMethodFor(isScale(tally.length) ? tally.length : 5);
  return { ...publishedRow(row, method, unitName), span: period, by: family === "none" ? null : family };
}

/** `GET …/publications/{version}/figures.{csv,parquet}`: all rows of a publication in one file. */
export const exportFigures: Operation<ReadDeps> = operationInWorker({
  method: "GET",
  path: "/v1/agencies/:agency/publications/:version/figures.:format",
  audience: "public",
  summary: "Read all figures of a publication as csv or parquet",
  description:
    "One line for each published row, by the default method of its question, with the tally where figures are exact. `datapackage.json` beside it describes the columns. `Content-Location` names the version that `latest` stands for.",
  params: {
    version: versionOrLatest,
    format: { words: "Format of the file.", values: figureFormats },
  },
  files: figureFormats.map(fileType),
  failures: ["not-found", "unknown-publication"],
  parts: [openFigures, readFigures],
  async handle(worker, _, { params: { agency, version: named, format: given } }) {
    const format = figureFormats.find((one) => one === given);
    if (!format) return fail({ kind: "not-found", given: worker.url.pathname });
    const opened = await worker.ask(openFigures, { agency, principal: null, input: named });
    if (!opened.ok) return opened;
    const { publication } = opened.value;
    const { version, rows } = publication;
    const read = (offset: number): Promise<Result<NamedRow[], never>> =>
      worker.ask(readFigures, { agency, principal: null, input: { version, offset } });
    const portions = portionsOf(read, rows);
    const answer = fileAnswer(format, { table: tableOf(opened.value), portions, letOthersIn: worker.letOthersIn });
    if (!answer.ok) throw new Error("a file of figures is not a workbook");
    const headers = { ...answer.value.headers, "content-location": placeOf(opened.value, `figures.${format}`) };
    return ok({ ...answer.value, headers, maxAgeSeconds: maxAgeOf(named) });
  },
});

async function* portionsOf(
  read: (offset: number) => Promise<Result<NamedRow[], never>>,
  rows: number,
): AsyncGenerator<FigureRow[]> {
  for (let offset = 0; offset < rows; offset += portionRows) {
    const portion = await read(offset);
    if (portion.ok) yield portion.value.map(toFigureRow);
  }
}

function tableOf(opened: FiguresOpened): Table<FigureRow> {
  const { agency, publication } = opened;
  return {
    name: `${agency.code}-figures-v${publication.version}`,
    columns: figureColumns,
    facts: factsOf(opened),
    rows: publication.rows,
    locale: null,
    offsetOf: zoneOffset(agency.time_zone),
  };
}

function factsOf({ agency, publication, licence }: FiguresOpened): Facts {
  return [
    ["file", "Số liệu công bố · published figures"],
    ["agency", `${agency.code} ${agency.name}`],
    ["publication", publication.version],
    ["published_at", publication.published_at],
    ...(licence ? [["licence", `${licence.name} ${licence.url}`] as const] : []),
    ["note", volunteersNote],
    ...(publication.sample ? [["sample", "Số liệu mô phỏng · simulated figures"] as const] : []),
  ];
}
