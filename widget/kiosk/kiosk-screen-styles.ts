/** The kiosk's single screens after the first, in portrait and landscape. */
export const kioskScreenStyles: string = `
  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--u) * 0.6);
    grid-auto-rows: min-content;
    align-content: start;
    min-height: 0;
    overflow-x: hidden;
    overflow-y: auto;
    padding: 6px;
    margin: -6px;
  }
  [data-scrolls] {
    touch-action: pan-y;
  }
  main.question,
  main.pressure {
    grid-template-rows: min-content minmax(min-content, 1fr) min-content;
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
    grid-template-rows: min-content min-content minmax(min-content, 1fr) min-content min-content;
  }
  .more > .row:last-child,
  .question > .row:last-child,
  .thanks > .row:last-child {
    position: sticky;
    bottom: -6px;
    margin-bottom: -6px;
    padding-bottom: 6px;
    background: var(--paper);
  }
  .button.aside {
    font-size: max(13px, 0.8em);
  }
  .more h1,
  .check h1,
  .sealed h1 {
    font-size: 1.45em;
  }
  .reasons,
  .services {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: var(--gap);
    align-content: start;
  }
  .reasons {
    grid-auto-rows: minmax(min-content, 1fr);
    align-content: stretch;
    max-height: calc(var(--target) * 9);
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
    min-height: max(44px, min(96px, 7.1vh));
  }
  .many {
    grid-template-columns: repeat(2, minmax(0, 1fr));
  }
  .options {
    gap: calc(var(--gap) * 0.5);
    max-height: none;
  }
  .options .button {
    min-height: 44px;
    padding: 0.1em 0.5em;
    font-size: 0.85em;
    line-height: 1.2;
  }
  main.comment {
    grid-template-rows: min-content minmax(min(4.2em, 9vh), 1fr) min-content min-content min-content;
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
    font-size: max(12.5px, 0.8em);
  }
  .hints {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--u);
    font-variant-numeric: tabular-nums;
  }
  main.phone,
  main.sealed,
  main.check {
    grid-template-rows: min-content minmax(0, 1fr) min-content;
  }
  main.thanks {
    grid-template-rows: min-content minmax(min-content, 1fr) min-content min-content;
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
  main.closed {
    align-content: center;
    text-align: center;
  }
  main.scan {
    grid-template-rows: min-content minmax(0, 1fr) min-content;
  }
  .camera {
    width: 100%;
    height: 100%;
    border-radius: 0.6em;
    background: var(--surface);
    object-fit: cover;
  }
  @media (max-width: 480px) {
    .tools .button {
      padding: 0.2em;
      line-height: 1.3;
    }
    main.comment {
      gap: 5px;
    }
    .comment h1 {
      font-size: 1.15em;
      line-height: 1.3;
    }
    .comment .sub {
      font-size: 12.5px;
      line-height: 1.4;
    }
    .large .recorded {
      grid-template-columns: minmax(0, 1fr);
    }
    .ways {
      grid-auto-flow: row;
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .ways .aside {
      grid-column: 1 / -1;
    }
  }
  @media (orientation: landscape) {
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
    .options {
      grid-template-columns: repeat(4, minmax(0, 1fr));
      max-height: none;
    }
  }
`;
