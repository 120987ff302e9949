/** The kiosk's single screens. Portrait: five rows; landscape: five columns with the faces on one line. */
export const kioskScreenStyles: string = `
  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--u) * 0.8);
    min-height: 0;
    overflow-x: hidden;
    overflow-y: auto;
    padding: 6px;
    margin: -6px;
    touch-action: pan-y;
  }
  main.faces,
  main.thanks,
  main.question,
  main.pressure {
    grid-template-rows: auto minmax(min-content, 1fr);
  }
  .head {
    display: grid;
    gap: calc(var(--u) * 0.25);
  }
  .head .button {
    min-height: var(--target);
    margin-top: calc(var(--u) * 0.3);
    text-align: start;
  }
  div.faces {
    display: grid;
    grid-auto-rows: minmax(min-content, 1fr);
    gap: var(--gap);
  }
  .face {
    display: flex;
    align-items: center;
    min-width: 0;
    min-height: var(--target);
    padding: 0.2em 1.1em;
    font-size: 1.32em;
    font-weight: 600;
    text-align: start;
  }
  .face svg {
    flex: none;
    width: min(9.5vh, 14vw);
    height: min(9.5vh, 14vw);
    margin-inline-end: 1em;
  }
  .recorded {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--gap);
    align-items: center;
    min-height: var(--target);
    padding-inline-start: calc(var(--u) * 0.8);
    border-radius: 0.6em;
    background: var(--surface);
  }
  main.more {
    grid-template-rows: auto auto minmax(min-content, 1fr) auto auto;
  }
  .reasons,
  .services {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    grid-auto-rows: minmax(min-content, max-content);
    gap: var(--gap);
    align-content: start;
  }
  .reason {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 1.1em;
    gap: 0.5em;
    align-items: center;
    font-size: 0.95em;
    text-align: start;
  }
  .tick {
    width: 1.1em;
    height: 1.1em;
    stroke-width: 2;
    visibility: hidden;
  }
  [aria-pressed="true"] .tick {
    visibility: visible;
  }
  .services .button {
    font-size: 0.95em;
    text-align: start;
  }
  .answers {
    display: grid;
    grid-auto-rows: minmax(min-content, 1fr);
    gap: var(--gap);
    max-height: 64vh;
  }
  .answers .button {
    font-size: 1.2em;
  }
  .many {
    grid-template-columns: repeat(2, minmax(0, 1fr));
  }
  main.comment,
  main.enrol {
    grid-template-rows: auto minmax(4.2em, 1fr) auto auto auto;
  }
  main.comment {
    gap: calc(var(--u) * 0.5);
  }
  .comment h1,
  .comment label {
    font-size: inherit;
  }
  .comment h1 {
    font-size: 1.3em;
  }
  .comment .sub {
    font-size: 0.8em;
  }
  .hints {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--u);
    font-variant-numeric: tabular-nums;
  }
  .keyboard {
    display: grid;
    gap: max(4px, min(10px, 0.8vh));
    align-content: end;
  }
  .keys {
    display: flex;
    justify-content: center;
    margin: 0 calc(max(4px, min(10px, 0.8vw)) / -2);
  }
  .keys button {
    flex: 1 1 0;
    min-width: 0;
    max-width: calc(var(--u) * 4.5);
    height: max(40px, min(88px, 6.4vh));
    margin: 0 calc(max(4px, min(10px, 0.8vw)) / 2);
    padding: 0;
    border-radius: 0.4em;
    font-size: 1.1em;
    font-weight: 600;
    touch-action: none;
  }
  .keys .wide {
    flex-grow: 4;
    max-width: none;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: var(--gap);
    align-content: start;
  }
  .fields .field {
    font-size: 1.4em;
    font-weight: 600;
    letter-spacing: 0.08em;
  }
  .current .field {
    border-color: var(--accent);
  }
  main.phone {
    grid-template-rows: auto minmax(0, 1fr) auto;
  }
  main.thanks {
    grid-template-rows: auto minmax(0, 1fr) auto;
  }
  .thanks > .thanks {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: calc(var(--u) * 1.2);
    align-items: center;
    min-height: calc(var(--u) * 6);
  }
  .mark {
    width: calc(var(--u) * 4);
    height: calc(var(--u) * 4);
  }
  .keepsake {
    display: grid;
    gap: calc(var(--u) * 0.8);
    align-content: start;
  }
  .keepsake .sub {
    text-align: center;
  }
  .keepsake .qr {
    width: min(34vh, 50vw);
    height: min(34vh, 50vw);
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
    font-size: 1.5em;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
  }
  main.closed {
    align-content: center;
    text-align: center;
  }
  main.scan {
    grid-template-rows: auto minmax(0, 1fr) auto;
  }
  .camera {
    width: 100%;
    height: 100%;
    border-radius: 0.6em;
    background: var(--surface);
    object-fit: cover;
  }
  main.pin {
    align-content: start;
    justify-self: center;
    width: 100%;
    max-width: calc(var(--u) * 20);
  }
  p.pin {
    min-height: 1.6em;
    font-size: 2em;
    line-height: 1.6;
    letter-spacing: 0.3em;
    text-align: center;
  }
  .pin .keys button {
    max-width: none;
  }
  main.status {
    grid-template-rows: auto minmax(0, 1fr) auto auto;
  }
  .facts {
    align-content: start;
    overflow-y: auto;
    font-size: 0.9em;
  }
  .facts div {
    display: grid;
    grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
    gap: var(--u);
    padding: 0.25em 0;
    border-bottom: 1px solid var(--line);
  }
  dt {
    color: var(--soft);
  }
  dd {
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  main.touch {
    grid-template-rows: minmax(0, 1fr) auto auto;
    touch-action: none;
  }
  .cells {
    display: grid;
    grid-template-columns: repeat(8, 1fr);
    grid-auto-rows: 1fr;
    gap: 2px;
    touch-action: none;
  }
  .cells i {
    border: 1px solid var(--control);
  }
  .cells .on {
    background: var(--accent);
  }
  @media (orientation: landscape) {
    div.faces {
      grid-template-columns: repeat(5, minmax(0, 1fr));
    }
    .face {
      flex-direction: column;
      justify-content: center;
      padding: 0.6em 0.3em;
      font-size: 1.25em;
      text-align: center;
    }
    .face svg {
      width: min(18vh, 11vw);
      height: min(18vh, 11vw);
      margin: 0 0 0.5em;
    }
    .face span {
      min-height: 2.8em;
    }
    .reasons,
    .services {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }
    .answers {
      grid-auto-flow: column;
      grid-auto-columns: minmax(0, 1fr);
      max-height: 40vh;
    }
    .many {
      grid-auto-flow: row;
      grid-template-columns: repeat(6, minmax(0, 1fr));
    }
    .keepsake {
      grid-auto-flow: column;
      align-items: center;
      justify-content: center;
      gap: calc(var(--u) * 2);
    }
    main.status {
      grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
      grid-template-rows: auto minmax(0, 1fr) auto;
    }
    .status .head,
    .status .row {
      grid-column: 1 / -1;
    }
    .status .services {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
