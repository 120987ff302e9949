/** Colours by name, such as `--ink` in a style sheet. */
export type Colours = Readonly<Record<string, string>>;

/** Colours by day. Contrast with `paper` and `surface`: words at least 4.5, `control` and `focus` at least 3. */
export const lightColours: Colours = {
  ink: "#14213d",
  soft: "#4b5770",
  paper: "#fff",
  surface: "#f4f6f9",
  line: "#c3ccd9",
  control: "#6f7b91",
  accent: "#0b5cad",
  "on-accent": "#fff",
  focus: "#b45309",
};

/** Colours by night, with the same contrasts. */
export const darkColours: Colours = {
  ink: "#eef2f8",
  soft: "#b4bfd0",
  paper: "#121824",
  surface: "#1b2333",
  line: "#3d4a61",
  control: "#8391aa",
  accent: "#9ccbff",
  "on-accent": "#0a2038",
  focus: "#ffc46b",
};

/**
 * What the style sheet of a whole page begins with: the colours, with `--ground` under everything and `--band` for an interval
 * in a chart; the box model; the type.
 */
export function pageBase(): string {
  const light = { ...lightColours, ground: "#f4f6f9", band: "#cfe2f6" };
  const dark = { ...darkColours, ground: "#0c111b", band: "#274a70" };
  return `:root{color-scheme:light dark;${listed(light)}}@media (prefers-color-scheme:dark){:root{${listed(dark)}}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:400 16px/1.6 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
`;
}

function listed(colours: Colours): string {
  return Object.entries(colours)
    .map(([name, value]) => `--${name}:${value}`)
    .join(";");
}
