/** Style sheet of the page of methods: light and dark by the reader's setting, nothing wider than the screen. */
export const methodsSheet: string = `:root {
  color-scheme: light dark;
  --ink: #14213d;
  --soft: #4b5770;
  --paper: #fff;
  --surface: #f4f6f9;
  --line: #c3ccd9;
  --accent: #0b5cad;
  --focus: #b45309;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #eef2f8;
    --soft: #b4bfd0;
    --paper: #121824;
    --surface: #0c111b;
    --line: #3d4a61;
    --accent: #9ccbff;
    --focus: #ffc46b;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--surface);
  color: var(--ink);
  font: 400 16px / 1.6 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  overflow-wrap: anywhere;
}
main { max-width: 720px; margin: 0 auto; padding: 24px 16px 48px; }
h1 { margin: 8px 0 12px; font-size: 26px; line-height: 1.4; }
h2 { margin: 32px 0 8px; font-size: 20px; line-height: 1.4; }
h3 { margin: 0 0 4px; font-size: 18px; line-height: 1.4; }
p, ul { margin: 0 0 12px; }
ul { padding-left: 22px; }
li { margin-bottom: 4px; }
p[lang="en"], span[lang="en"] { color: var(--soft); }
a { color: var(--accent); }
a:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
article { margin: 0 0 16px; padding: 16px; border: 1px solid var(--line); border-radius: 10px; background: var(--paper); }
article:target { border-color: var(--accent); border-width: 2px; }
code { color: inherit; font: 14px / 1.6 ui-monospace, Consolas, monospace; }
dl { margin: 12px 0 0; }
dl > div { padding: 6px 0; border-top: 1px solid var(--line); }
dt { font-weight: 600; }
dd { margin: 0; }
dd ul { margin-bottom: 0; }
nav li { padding: 4px 0; }
@media (min-width: 560px) {
  dl > div { display: grid; grid-template-columns: 190px 1fr; gap: 12px; }
}
@media print {
  article { break-inside: avoid; }
}
`;
