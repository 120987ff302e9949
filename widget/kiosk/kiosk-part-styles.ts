/**
 * What the kiosk's screens are made of: buttons, rows, fields, codes, and what covers a screen. Both ways on look alike. In
 * forced colours a button's edge is set, since browsers else give one that is hovered over the edge of a chosen one.
 */
export const kioskPartStyles: string = `
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
    outline: max(3px, var(--u) * 0.14) solid var(--focus);
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
  .keepsake {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--u) * 0.8);
    align-content: start;
  }
  .keepsake .sub {
    text-align: center;
  }
  .keepsake .qr {
    width: min(32vh, 50vw);
    height: min(32vh, 50vw);
  }
  .keepsake div .sub {
    text-align: start;
  }
  .code {
    width: max-content;
    max-width: 100%;
    margin: calc(var(--u) * 0.3) 0;
    padding: 0.3em 0.6em;
    border-radius: 0.4em;
    background: var(--surface);
    font-size: min(1.5em, 6.4vw);
    font-weight: 700;
    font-variant-numeric: tabular-nums;
  }
  @media (max-width: 900px) and (orientation: portrait) {
    .large .keepsake .qr {
      width: min(26vh, 41vw);
      height: min(26vh, 41vw);
    }
  }
  @media (max-width: 480px) {
    .keepsake .qr {
      width: min(23vh, 50vw);
      height: min(23vh, 50vw);
    }
    .large .keepsake .qr {
      width: 20vh;
      height: 20vh;
    }
  }
  @media (orientation: landscape), (min-aspect-ratio: 2/3) {
    .keepsake {
      grid-template-columns: none;
      grid-auto-flow: column;
      grid-auto-columns: minmax(0, auto);
      align-items: center;
      justify-content: center;
      gap: calc(var(--u) * 2);
    }
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
  @media (forced-colors: active) {
    button {
      border-color: ButtonText;
    }
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
