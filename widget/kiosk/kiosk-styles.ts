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
  color-scheme: dark;
`;

/**
 * Frame and parts of `<citizen-kiosk>`. Every size follows from `--u`, the size of running text, which follows from the
 * smaller of the viewport's height and width. All levels, and both ways on, have the same size, line and colour.
 */
export const kioskStyles: string = `
  :host {
    position: fixed;
    top: 0;
    left: 0;
    width: 100%;
    height: 100%;
    overflow: hidden;
  }
  :host([hidden]) {
    display: none;
  }
  * {
    box-sizing: border-box;
    margin: 0;
    padding: 0;
  }
  .kiosk {
    --u: max(15px, min(2.6vh, 3.4vw));
    --gap: max(8px, min(16px, 1.6vh));
    --target: max(44px, min(96px, 8.6vh));
    --ink: #14213d;
    --soft: #4b5770;
    --paper: #fff;
    --surface: #f4f6f9;
    --line: #c3ccd9;
    --control: #6f7b91;
    --accent: #0b5cad;
    --on-accent: #fff;
    --focus: #b45309;
    --edge: max(1.5px, calc(var(--u) * 0.08));
    position: relative;
    height: 100%;
    background: var(--paper);
    color: var(--ink);
    font: 400 var(--u) / 1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif;
    overflow-wrap: break-word;
    touch-action: none;
    -webkit-user-select: none;
    user-select: none;
    -webkit-touch-callout: none;
    -webkit-tap-highlight-color: transparent;
  }
  .large {
    --u: max(17px, min(3vh, 4vw));
  }
  .dark {
    ${dark}
  }
  @media (prefers-color-scheme: dark) {
    .auto {
      ${dark}
    }
  }
  .contrast {
    --ink: #000;
    --soft: #000;
    --paper: #fff;
    --surface: #fff;
    --line: #000;
    --control: #000;
    --accent: #000;
    --on-accent: #fff;
    --focus: #c2410c;
    --edge: max(3px, calc(var(--u) * 0.14));
    color-scheme: light;
    font-weight: 600;
  }
  .page {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--u) * 0.7);
    height: 100%;
    padding: calc(var(--u) * 1.1) calc(var(--u) * 1.3);
  }
  header {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 var(--u);
    color: var(--soft);
    font-size: 0.82em;
    line-height: 1.4;
  }
  header b {
    display: block;
    color: var(--ink);
    font-size: 1.15em;
  }
  header p + p {
    max-width: 40vw;
    text-align: end;
  }
  header .test {
    grid-column: 1 / -1;
    max-width: none;
    margin-top: 0.4em;
    padding: 0.4em 0.8em;
    border: var(--edge) dashed var(--ink);
    border-radius: 0.4em;
    color: var(--ink);
    font-weight: 700;
    text-align: center;
  }
  footer {
    display: grid;
    gap: calc(var(--u) * 0.6) calc(var(--u) * 1.2);
    align-items: center;
    color: var(--soft);
    font-size: 0.8em;
  }
  .tools {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: minmax(0, 1fr);
    gap: var(--gap);
  }
  h1 {
    font-size: 1.6em;
    font-weight: 700;
    line-height: 1.4;
  }
  .sub {
    color: var(--soft);
    font-size: 0.9em;
  }
  .wrong {
    color: var(--ink);
    font-weight: 700;
  }
  svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 3;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  button {
    border: var(--edge) solid var(--control);
    border-radius: 0.6em;
    background: var(--paper);
    color: var(--ink);
    font: inherit;
    line-height: 1.4;
    cursor: pointer;
    touch-action: inherit;
  }
  .button {
    min-width: 0;
    min-height: var(--target);
    padding: 0.3em 0.7em;
    font-weight: 600;
  }
  .button.main {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  .button.quiet {
    font-size: 1em;
  }
  .tools .button {
    padding: 0.2em 0.4em;
  }
  button:active {
    background: var(--surface);
    border-color: var(--accent);
  }
  .button.main:active {
    background: var(--ink);
  }
  [aria-pressed="true"] {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  [aria-pressed="true"]:active {
    background: var(--accent);
  }
  :disabled {
    opacity: 0.6;
  }
  :focus {
    outline: max(3px, calc(var(--u) * 0.14)) solid var(--focus);
    outline-offset: 2px;
  }
  :focus:not(:focus-visible),
  h1:focus,
  p:focus {
    outline: none;
  }
  .row {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: minmax(0, 1fr);
    gap: var(--gap);
  }
  .field {
    width: 100%;
    padding: 0.5em 0.7em;
    border: var(--edge) solid var(--control);
    border-radius: 0.6em;
    background: var(--paper);
    color: inherit;
    font: inherit;
    -webkit-user-select: text;
    user-select: text;
    resize: none;
  }
  .qr {
    display: block;
    width: min(44vh, 60vw);
    height: min(44vh, 60vw);
    margin: auto;
    stroke: none;
    forced-color-adjust: none;
  }
  .white {
    fill: #fff;
  }
  .black {
    fill: #000;
  }
  .cover {
    position: absolute;
    top: 0;
    left: 0;
    display: grid;
    place-items: center;
    width: 100%;
    height: 100%;
    padding: calc(var(--u) * 1.3);
    background: rgba(9, 15, 28, 0.55);
  }
  .card {
    display: grid;
    gap: calc(var(--u) * 1.2);
    width: 100%;
    max-width: calc(var(--u) * 26);
    padding: calc(var(--u) * 1.5);
    border: var(--edge) solid var(--ink);
    border-radius: 0.8em;
    background: var(--paper);
    color: var(--ink);
    font-size: 1.25em;
    font-weight: 600;
    text-align: center;
  }
  .still {
    font-variant-numeric: tabular-nums;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (orientation: landscape) {
    .kiosk {
      --u: max(15px, min(2.7vh, 3.4vw));
    }
    .large {
      --u: max(17px, min(3.1vh, 4vw));
    }
    header,
    footer {
      font-size: 0.9em;
    }
    footer {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1.5fr);
    }
    .tools:first-child {
      grid-column: 1 / -1;
    }
    h1 {
      font-size: 1.75em;
    }
  }
  @media (forced-colors: active) {
    [aria-pressed="true"],
    .button.main {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
    .cover {
      background: Canvas;
    }
  }
`;
