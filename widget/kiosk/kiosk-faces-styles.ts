/**
 * The kiosk's first screen. Portrait: five rows; landscape: five columns with the faces on one line. Whatever stands above
 * the faces gives way before they do, and scrolls by itself at the last: a level below the edge would be chosen less.
 */
export const kioskFacesStyles: string = `
  main.faces {
    --least: calc(var(--u) * 3.2);
    grid-template-rows: minmax(0, max-content) minmax(calc(var(--least) * 5 + var(--gap) * 4), 1fr);
  }
  .faces > .head {
    grid-auto-rows: min-content;
    overflow-x: hidden;
    overflow-y: auto;
    padding: 6px;
    margin: -6px;
  }
  div.faces {
    display: grid;
    grid-auto-rows: minmax(0, 1fr);
    gap: var(--gap);
    min-height: 0;
  }
  .face {
    display: flex;
    align-items: center;
    min-width: 0;
    min-height: 44px;
    padding: 0.1em 0.9em;
    font-size: 1.32em;
    font-weight: 600;
    line-height: 1.25;
    text-align: start;
  }
  .face svg {
    flex: none;
    width: min(9.5vh, 14vw);
    height: min(9.5vh, 14vw);
    max-height: 100%;
    margin-inline-end: 0.8em;
  }
  .beside span {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  @media (max-width: 900px) and (orientation: portrait) {
    .large .face {
      font-size: 1.15em;
    }
  }
  @media (min-aspect-ratio: 2/3) and (orientation: portrait) {
    .faces h1 {
      font-size: 1.35em;
      line-height: 1.3;
    }
    .large .faces h1 {
      font-size: 1.22em;
    }
    .beside .button {
      margin-top: 0;
      padding: 0.1em 0.7em;
      font-size: 0.85em;
      line-height: 1.3;
    }
    .faces .beside .sub,
    .large .faces .sub {
      display: none;
    }
    .face {
      font-size: 1.25em;
    }
    .face svg {
      width: 9vw;
    }
    main.faces + footer {
      gap: calc(var(--u) * 0.35);
      font-size: 0.68em;
      line-height: 1.35;
    }
  }
  @media (max-width: 480px) {
    main.faces {
      --least: max(48px, calc(var(--u) * 3));
      gap: 8px;
    }
    .large .faces h1 {
      font-size: 1.18em;
      line-height: 1.25;
    }
    .faces > .head {
      gap: 2px;
    }
    .beside .button {
      margin-top: 0;
      padding: 0 0.7em;
      font-size: max(12.5px, 0.75em);
      line-height: 1.3;
    }
    .face {
      padding: 0 0.6em;
      font-size: 1.2em;
      line-height: 1.2;
    }
    .large .face {
      font-size: 1.05em;
    }
    main.faces + footer {
      gap: 6px;
      line-height: 1.35;
    }
    .face svg {
      width: 12vw;
      height: 12vw;
      margin-inline-end: 0.6em;
    }
  }
  @media (max-aspect-ratio: 3/2) and (orientation: landscape) {
    .large .face {
      font-size: 1.13em;
    }
    .large .face svg {
      width: 9vw;
      height: 9vw;
    }
  }
  @media (orientation: landscape) {
    main.faces {
      grid-template-rows: minmax(0, max-content) minmax(calc(var(--u) * 9), 1fr);
    }
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
      min-height: 3.75em;
    }
  }
`;
