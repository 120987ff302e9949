const dark = `
  --ink: #eef2f8;
  --soft: #b4bfd0;
  --paper: #121824;
  --surface: #1b2333;
  --line: #3d4a61;
  --control: #8391aa;
  --accent: #9ccbff;
  --on-accent: #0a2038;
  --focus: #ffc46b;
`;

/** Styles of pages: sealed reports, ticket, desk. */
export const pageStyles: string = `
  :host {
    --ink: #14213d;
    --soft: #4b5770;
    --paper: #fff;
    --surface: #f4f6f9;
    --line: #c3ccd9;
    --control: #6f7b91;
    --accent: #0b5cad;
    --on-accent: #fff;
    --focus: #b45309;
    display: block;
    color: var(--ink);
    font: 16px/1.6 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif;
    overflow-wrap: break-word;
  }
  @media (prefers-color-scheme: dark) {
    :host {
      ${dark}
    }
  }
  * { box-sizing: border-box; }
  h1 { margin: 8px 0 12px; font-size: 25px; line-height: 1.4; }
  h2 { margin: 24px 0 8px; font-size: 19px; line-height: 1.4; }
  h1:focus, h2:focus { outline: none; }
  p { margin: 0 0 12px; }
  ul { margin: 0 0 12px; padding-left: 20px; }
  li { margin-bottom: 8px; }
  a { color: var(--accent); }
  .soft { color: var(--soft); font-size: 15px; }
  .top { display: flex; justify-content: flex-end; }
  .card {
    margin: 0 0 16px;
    padding: 16px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--paper);
  }
  .card > :first-child { margin-top: 0; }
  .card > :last-child { margin-bottom: 0; }
  label { display: block; margin: 16px 0 4px; font-weight: 600; }
  input, textarea, select {
    display: block;
    width: 100%;
    min-height: 44px;
    padding: 9px 12px;
    border: 1px solid var(--control);
    border-radius: 10px;
    background: var(--paper);
    color: var(--ink);
    font: inherit;
  }
  textarea { min-height: 96px; resize: vertical; }
  textarea.long { min-height: 180px; }
  button {
    min-height: 44px;
    padding: 9px 16px;
    border: 1px solid var(--accent);
    border-radius: 10px;
    background: var(--paper);
    color: var(--accent);
    font: inherit;
    font-weight: 600;
    line-height: 1.4;
    cursor: pointer;
  }
  button.main { background: var(--accent); color: var(--on-accent); }
  button.plain { padding: 9px 4px; border-color: transparent; background: none; text-decoration: underline; }
  button[aria-pressed="true"] { background: var(--accent); color: var(--on-accent); }
  button[disabled] { opacity: 0.6; cursor: default; }
  .row { display: flex; flex-wrap: wrap; gap: 12px; margin: 16px 0 12px; }
  summary { min-height: 44px; padding: 9px 0; color: var(--accent); font-weight: 600; cursor: pointer; }
  :is(a, button, input, textarea, select, summary, .long):focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
  .fault { padding: 10px 14px; border-left: 4px solid var(--focus); background: var(--surface); }
  .code {
    margin: 0 0 12px;
    padding: 14px 16px;
    border: 1px solid var(--control);
    border-radius: 10px;
    background: var(--surface);
    font: 700 20px/1.7 ui-monospace, Consolas, monospace;
    letter-spacing: 0;
  }
  .blocks { font: 600 17px/1.8 ui-monospace, Consolas, monospace; font-variant-numeric: tabular-nums; }
  .said { margin: 0 0 12px; white-space: pre-wrap; unicode-bidi: isolate; }
  .said.long { max-height: 60vh; overflow-y: auto; }
  .message { margin: 12px 0; padding: 0 0 0 12px; border-left: 3px solid var(--line); }
  .message h3, .message h4 { margin: 0 0 4px; font-size: 15px; font-weight: 600; color: var(--soft); }
  .message .said { margin-bottom: 4px; }
  .sheet { display: none; }
  @media (forced-colors: active) {
    button { border-color: ButtonText; }
    button[aria-pressed="true"] { forced-color-adjust: none; border-color: Highlight; background: Highlight; color: HighlightText; }
    .fault { border-left-color: Highlight; }
  }
  @media print {
    :host { color: #000; }
    .screen { display: none; }
    .sheet { display: block; }
    .code, .blocks { border-color: #000; background: none; color: #000; }
  }
`;

/** Whether somebody's words are so long that they scroll in a box of their own, which then takes the focus: see `.long`. */
export function areLong(words: string): boolean {
  return words.length > 2000 || words.split("\n", 25).length === 25;
}
