import { pageBase } from "../../shared/look/colours.ts";

/** Style sheet of the Worker's own pages: light and dark by the reader's setting, nothing wider than the screen. */
export const methodsSheet: string = `${pageBase()}body { overflow-wrap: anywhere; }
header, main, nav { max-width: 720px; margin: 0 auto; padding: 0 16px; }
header { display: flex; justify-content: space-between; padding-top: 12px; }
header p { margin: 0; }
header a, nav a { display: block; padding: 10px 0; }
main { padding-bottom: 48px; }
h1 { margin: 8px 0 12px; font-size: 28px; line-height: 1.35; }
h2 { margin: 32px 0 8px; font-size: 21px; line-height: 1.4; }
h3 { margin: 0; font-size: 19px; line-height: 1.4; }
nav h2 { margin: 8px 0 4px; font-size: 16px; }
nav ul { padding: 0; list-style: none; font-size: 15px; line-height: 1.4; }
nav li { margin: 0; }
p, ul { margin: 0 0 12px; }
ul { padding-left: 22px; }
li { margin-bottom: 4px; }
a { color: var(--accent); }
a:focus { outline: 3px solid var(--focus); outline-offset: 2px; }
a:focus:not(:focus-visible) { outline: none; }
section { margin: 0 0 20px; padding: 20px; border: 1px solid var(--line); border-radius: 12px; background: var(--paper); }
section:target { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
code { color: inherit; font: 14px / 1.6 ui-monospace, Consolas, monospace; }
h3 + p { color: var(--soft); }
.formula code { font-size: 17px; }
figure { margin: 16px 0; padding: 16px 0; border: solid var(--line); border-width: 1px 0; }
figcaption { margin: 0 0 8px; font-weight: 600; }
table { width: 100%; border-collapse: collapse; font-size: 15px; }
th, td { padding: 5px 12px 5px 0; text-align: right; vertical-align: top; font-weight: 400; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--soft); font-size: 14px; }
tbody th, thead th:first-child { text-align: left; }
td:last-child { white-space: nowrap; }
.bars { width: 26%; padding-top: 12px; }
th .count { margin: 4px 0 6px; }
.count { display: block; width: 100%; height: 12px; background: var(--surface); }
.bar { fill: var(--accent); }
.told { margin: 10px 0; color: var(--soft); font-size: 15px; }
.value { margin: 0 0 6px; }
.value strong { margin-right: 12px; font-size: 32px; line-height: 1.3; }
.scale { display: block; width: 100%; height: 20px; }
.track { fill: var(--surface); }
.band { fill: var(--band); }
.tick { fill: var(--accent); }
.ends { display: flex; justify-content: space-between; margin: 2px 0 0; color: var(--soft); font-size: 14px; }
dl { margin: 0; font-size: 15px; }
dl > div { padding: 6px 0; }
dt { color: var(--soft); }
dd { margin: 0; }
dd ul { margin-bottom: 0; }
@media (max-width: 480px) {
  th, td { padding-right: 8px; }
  thead th { font-size: 13px; }
  .bars { width: 18%; }
}
@media (min-width: 560px) {
  dl > div { display: grid; grid-template-columns: 170px 1fr; grid-gap: 12px; }
}
@media (min-width: 1000px) {
  header { max-width: 1072px; }
  .columns { display: grid; grid-template-columns: 300px 720px; grid-gap: 20px; justify-content: center; }
  .columns nav, .columns main { width: 100%; margin: 0; padding: 0 0 48px; }
  nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow: auto; }
}
@media print {
  header, nav { display: none; }
  section, figure { break-inside: avoid; }
}
`;
