/** Keyboards, and the screens of enrolment and of the technician. */
export const kioskDeviceStyles: string = `
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
    height: max(40px, min(108px, 6.2vh));
    margin: 0 calc(max(4px, min(10px, 0.8vw)) / 2);
    padding: 0;
    border-radius: 0.4em;
    font-size: 1.1em;
    font-weight: 600;
    touch-action: none;
  }
  .keys .tone {
    border-style: dashed;
  }
  .sign {
    display: block;
    width: 1.3em;
    height: 1.3em;
    margin: auto;
    stroke-width: 2;
  }
  .keys .wide {
    flex-grow: 4;
    max-width: none;
  }
  main.enrol {
    grid-template-rows: min-content minmax(min-content, 1fr) min-content min-content;
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
    grid-template-rows: min-content minmax(0, 1fr) min-content min-content;
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
    grid-template-rows: minmax(0, 1fr) min-content min-content;
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
    main.status {
      grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
      grid-template-rows: min-content minmax(0, 1fr) min-content;
    }
    .facts {
      font-size: 0.8em;
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
