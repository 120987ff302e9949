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
 * Frame of `<citizen-kiosk>`. Every size follows from `--u`, the size of running text, which follows from the
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
    --u: max(14px, min(2.6vh, 3.4vw));
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
    --edge: max(1.5px, var(--u) * 0.09);
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
    --edge: max(3px, var(--u) * 0.14);
    color-scheme: light;
    font-weight: 600;
  }
  .page {
    display: grid;
    grid-template-rows: min-content minmax(0, 1fr) min-content;
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
    font-size: max(12.5px, 0.82em);
    line-height: 1.4;
  }
  header b {
    color: var(--ink);
    font-size: 1.15em;
  }
  header b:not(:empty) + span:not(:empty)::before {
    content: "· ";
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
    font-size: max(12.5px, 0.8em);
  }
  .tools {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: minmax(0, 1fr);
    gap: var(--gap);
  }
  h1 .sub {
    font-size: max(12.5px, 0.6em);
    font-weight: 400;
  }
  h1 {
    font-size: 1.6em;
    font-weight: 700;
    line-height: 1.4;
    text-wrap: balance;
  }
  .sub {
    color: var(--soft);
    font-size: 0.9em;
  }
  .wrong {
    color: var(--ink);
    font-weight: 700;
  }
  @media (orientation: portrait) {
    .large {
      --gap: max(8px, min(16px, 1.2vh));
      --target: max(44px, min(96px, 7.4vh));
    }
    .large header,
    .large footer {
      font-size: max(12.5px, 0.72em);
      line-height: 1.4;
    }
  }
  @media (orientation: portrait) and (min-height: 701px) {
    .large .page {
      gap: calc(var(--u) * 0.4);
      padding: calc(var(--u) * 0.6) calc(var(--u) * 1.1);
    }
  }
  @media (orientation: landscape) {
    .kiosk {
      --u: max(14px, min(2.7vh, 3.4vw));
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
  @media (max-height: 700px) {
    .page {
      gap: 8px;
      padding: 10px 12px;
    }
    h1 {
      font-size: 1.35em;
    }
    .faces .sub {
      display: none;
    }
  }
`;
