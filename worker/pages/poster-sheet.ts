/** Sizes of paper that a poster is made for. */
export const posterSizes = ["a4", "a5"] as const;

/** See {@link posterSizes}. */
export type PosterSize = (typeof posterSizes)[number];

/** Millimetres of paper, and how large the type is against that of A4. */
const papers: Readonly<
  Record<PosterSize, { readonly width: number; readonly height: number; readonly scale: number }>
> = {
  a4: { width: 210, height: 297, scale: 1 },
  a5: { width: 148, height: 210, scale: 0.705 },
};

/** Type of the sheet in points at A4: usual, with long names, with the longest. */
const type = {
  agency: [17, 14, 11],
  unit: [25, 19, 13],
  title: [32, 26, 21],
  question: [22, 17, 12.5],
  service: [16, 14, 11],
} as const;
const codeMm = [104, 96, 84] as const;

/**
 * Style sheet of a poster for one size of paper. The sheet is a millimetre lower than the paper, so that a printer's rounding makes
 * no second page. It is black on white, also on a dark screen, since it is paper. A screen that is narrower than the paper shows
 * it in the screen's width.
 */
export function posterSheet(size: PosterSize): string {
  const { width, height, scale } = papers[size];
  const points = (one: number): string => `${(one * scale).toFixed(1)}pt`;
  const steps = ["", ".long", ".longest"].map((step, place) => {
    const at = (name: keyof typeof type): string => points(type[name][place] ?? 0);
    return `.sheet${step} .agency { font-size: ${at("agency")}; }
.sheet${step} .unit { font-size: ${at("unit")}; }
.sheet${step} h1 { font-size: ${at("title")}; }
.sheet${step} .question { font-size: ${at("question")}; }
.sheet${step} .service { font-size: ${at("service")}; }
.sheet${step} .code { width: ${(codeMm[place] ?? 0) * scale}mm; height: ${(codeMm[place] ?? 0) * scale}mm; }`;
  });
  return `@page { size: ${width}mm ${height}mm; margin: 0; }
.tools { max-width: ${width}mm; margin: 0 auto; padding: 12px 16px; }
.tools a, .tools button { display: inline-block; min-height: 44px; margin: 0 12px 8px 0; padding: 9px 16px; font: inherit; }
.tools button { border: 1px solid var(--accent); border-radius: 10px; background: var(--accent); color: var(--on-accent); font-weight: 600; cursor: pointer; }
.tools button[hidden] { display: none; }
.tools button:focus { outline: 3px solid var(--focus); outline-offset: 2px; }
.tools a[aria-current] { color: inherit; font-weight: 700; text-decoration: none; }
.tools p { margin: 0; }
main.sheet { display: flex; flex-direction: column; align-items: center; width: ${width}mm; max-width: none; height: ${height - 1}mm; margin: 0 auto; padding: ${15 * scale}mm ${16 * scale}mm ${9 * scale}mm; overflow: hidden; background: #fff; color: #000; line-height: 1.4; text-align: center; }
.sheet > * { flex: none; max-width: 100%; }
.sheet p, .sheet h1 { margin: 0; }
.agency { font-weight: 600; }
.unit { padding-bottom: ${4 * scale}mm; font-weight: 700; }
.sheet h1 { margin-top: auto; padding-top: ${4 * scale}mm; line-height: 1.35; }
.question { padding: ${3 * scale}mm 0; font-weight: 600; }
.code svg { display: block; width: 100%; height: 100%; }
.scan { padding-top: ${2 * scale}mm; font-size: ${points(17)}; }
.address { padding-top: ${2 * scale}mm; font-size: ${points(15)}; overflow-wrap: anywhere; }
.address strong { white-space: normal; }
main.sheet section { width: 100%; margin: auto 0 0; padding: ${3 * scale}mm 0 0; border: 0; border-top: 0.4mm solid #000; border-radius: 0; background: none; text-align: left; }
.sheet h2 { margin: 0 0 1mm; font-size: ${points(13)}; }
.sheet section p { font-size: ${points(12)}; }
.foot { width: 100%; padding-top: ${3 * scale}mm; font-size: ${points(10)}; text-align: left; }
${steps.join("\n")}
@media screen { main.sheet { outline: 1px solid var(--line); } } @media screen and (max-width: ${width}mm) { main.sheet { width: auto; height: auto; padding: 24px 16px; } main.sheet[class] .code { width: 100%; max-width: ${(codeMm[0] ?? 0) * scale}mm; height: auto; } main.sheet section { margin-top: 16px; } }
@media print { .tools { display: none; } html, body { margin: 0; background: #fff; } }
`;
}
