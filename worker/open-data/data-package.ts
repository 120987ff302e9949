import { figureFormats } from "../../shared/contract/export.ts";
import { type DataPackage, dataPackage } from "../../shared/contract/data-package.ts";
import { ok } from "../../shared/result.ts";
import { fileType } from "../files/file-answer.ts";
import { type ColumnKind, volunteersNote } from "../files/table.ts";
import { jsonAnswer, type Operation, operationInWorker } from "../operations/operation.ts";
import { figureColumns } from "./figure-columns.ts";
import { type FiguresOpened, openFigures, placeOf } from "./open-figures.ts";
import { maxAgeOf, versionOrLatest } from "./publications.ts";
import type { ReadDeps } from "./read-publication.ts";

/** `GET …/publications/{version}/datapackage.json`: describes the files of figures beside it, for programs and catalogues. */
export const getDataPackage: Operation<ReadDeps> = operationInWorker({
  method: "GET",
  path: "/v1/agencies/:agency/publications/:version/datapackage.json",
  audience: "public",
  summary: "Read the description of a publication's files as a Data Package",
  description:
    "Data Package 2.0 of datapackage.org, with a Table Schema of the columns. `version` is the publication's number, also where `latest` was asked for.",
  params: { version: versionOrLatest },
  answer: dataPackage,
  failures: ["unknown-publication"],
  async handle(worker, _, { params: { agency, version } }) {
    const opened = await worker.ask(openFigures, { agency, principal: null, input: version });
    if (!opened.ok) return opened;
    const headers = { "content-location": placeOf(opened.value, "datapackage.json") };
    return ok(jsonAnswer(packageOf(opened.value), { headers, maxAgeSeconds: maxAgeOf(version) }));
  },
});

type Schema = DataPackage["resources"][number]["schema"];

const profiles = "https://datapackage.org/profiles/2.0";

/** Types of columns as a Table Schema names them. */
const fieldTypes: Readonly<Record<ColumnKind, Schema["fields"][number]["type"]>> = {
  ...{ text: "string", list: "string", counts: "string", whole: "integer", decimal: "number" },
  ...{ day: "date", instant: "datetime", "yes-no": "boolean" },
};

const simulated = "Số liệu mô phỏng, không phải số liệu thật · simulated figures, not real ones";

function packageOf({ agency, publication, licence }: FiguresOpened): DataPackage {
  const { version, published_at, sample } = publication;
  const title = `Mức độ hài lòng của người dân, ${agency.name} · satisfaction with public services`;
  return {
    $schema: `${profiles}/datapackage.json`,
    name: `${agency.code.toLowerCase()}-satisfaction`,
    title: sample ? `${title} (${simulated})` : title,
    description: [
      ...(sample ? [`${simulated}.`] : []),
      `Toàn bộ số liệu công bố lần ${version} · all figures of publication ${version}.`,
      `${volunteersNote}.`,
      "Mỗi dòng là một đơn vị, kỳ, thủ tục, kênh hoặc câu hỏi; n1 đến n5 là số phiếu theo mức, từ đó tính lại được value · each row is one unit, period, service, channel or question; n1 to n5 are ratings by level, from which value can be computed again.",
    ].join("\n\n"),
    version: String(version),
    created: published_at,
    ...(licence ? { licenses: [{ title: licence.name, path: licence.url }] } : {}),
    keywords: ["hài lòng", "dịch vụ công", "satisfaction", "public services"],
    contributors: [{ title: agency.name, roles: ["creator"] }],
    sources: [{ title: `Đánh giá của người dân tại ${agency.name} · people's ratings` }],
    resources: figureFormats.map((format) => ({
      name: `figures-${format}`,
      type: "table",
      title: format === "csv" ? "Số liệu (CSV) · figures (CSV)" : "Số liệu (Parquet) · figures (Parquet)",
      path: `figures.${format}`,
      format,
      mediatype: fileType(format),
      ...(format === "csv" ? { encoding: "utf-8" } : {}),
      schema: tableSchema,
    })),
  };
}

const tableSchema: Schema = {
  $schema: `${profiles}/tableschema.json`,
  fields: figureColumns.map(({ name, kind, about }) => ({ name, type: fieldTypes[kind], description: about })),
  missingValues: [""],
  // Labels may be empty, so they are no primary key.
  uniqueKeys: [["period", "unit", "own", "unmapped", "by", "question", "service", "channel"]],
};
