const dark = `
  --ink: var(--citizen-ink, #eef2f8);
  --soft: var(--citizen-soft, #b4bfd0);
  --paper: var(--citizen-paper, #121824);
  --surface: var(--citizen-surface, #1b2333);
  --line: var(--citizen-line, #3d4a61);
  --control: var(--citizen-control, #8391aa);
  --accent: var(--citizen-accent, #9ccbff);
  --on-accent: var(--citizen-on-accent, #0a2038);
  --focus: var(--citizen-focus, #ffc46b);
  color-scheme: dark;
`;

/**
 * Looks of `<citizen-feedback>`. The panel resets everything that a page's rules may hand down, whatever they select;
 * only the documented `--citizen-*` properties come through. Sizes are in px: a page's root font size is none of ours.
 */
export const ratingPanelStyles: string = `
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  * {
    box-sizing: border-box;
  }
  .panel {
    all: initial;
    visibility: inherit;
    direction: ltr;
    box-sizing: border-box;
    display: block;
    --ink: var(--citizen-ink, #14213d);
    --soft: var(--citizen-soft, #4b5770);
    --paper: var(--citizen-paper, #fff);
    --surface: var(--citizen-surface, #f4f6f9);
    --line: var(--citizen-line, #c3ccd9);
    --control: var(--citizen-control, #6f7b91);
    --accent: var(--citizen-accent, #0b5cad);
    --on-accent: var(--citizen-on-accent, #fff);
    --focus: var(--citizen-focus, #b45309);
    --radius: var(--citizen-radius, 14px);
    max-width: 600px;
    padding: 16px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--paper);
    color: var(--ink);
    font: 16px/1.5 var(--citizen-font, system-ui, "Segoe UI", Roboto, sans-serif);
    overflow-wrap: break-word;
  }
  .panel.dark {
    ${dark}
  }
  @media (prefers-color-scheme: dark) {
    .auto {
      ${dark}
    }
  }
  .wide {
    padding: 20px;
  }
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
  }
  p {
    margin: 0;
  }
  .question {
    margin: 0 0 12px;
    font-size: 19px;
    font-weight: 650;
    line-height: 1.45;
  }
  .waiting .question {
    visibility: hidden;
  }
  .head {
    display: block;
    padding: 18px 0 8px;
    font-weight: 600;
  }
  .soft,
  .hint,
  .foot {
    color: var(--soft);
    font-weight: 400;
  }
  textarea {
    width: 100%;
    min-height: 92px;
    padding: 10px 12px;
    border: 1.5px solid var(--control);
    border-radius: calc(var(--radius) - 4px);
    background: none;
    color: inherit;
    font: inherit;
    resize: vertical;
  }
  .hint {
    display: flex;
    flex-wrap: wrap;
    font-size: 14px;
  }
  #hint {
    flex: 1 1 240px;
  }
  #count {
    margin-left: auto;
    padding-left: 12px;
  }
  .row {
    display: flex;
    margin: 14px -5px 0;
  }
  button {
    flex: 1 1 0;
    min-width: 0;
    min-height: 48px;
    margin: 0 5px;
    padding: 6px 10px;
    border: 1.5px solid;
    border-radius: calc(var(--radius) - 4px);
    background: none;
    color: var(--accent);
    font: inherit;
    font-weight: 600;
    line-height: 1.4;
    cursor: pointer;
  }
  .main {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  .status:not(:empty) {
    margin: 12px 0 0;
    font-size: 15px;
  }
  .foot {
    margin: 14px 0 0;
    font-size: 13.5px;
  }
  a {
    color: var(--accent);
  }
  .thanks {
    display: flex;
    align-items: flex-start;
  }
  .told {
    flex: 1;
    min-width: 0;
  }
  .code {
    display: inline-block;
    margin: 6px 0;
    padding: 10px 14px;
    border-radius: calc(var(--radius) - 4px);
    background: var(--surface);
    font: 600 20px/1.4 monospace;
    user-select: all;
  }
`;
