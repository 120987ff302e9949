/** Looks of the desk, on top of those of the sealed pages. */
export const deskStyles: string = `
  :host { color-scheme: light dark; }
  h3 { margin: 20px 0 6px; font-size: 17px; line-height: 1.4; }
  .narrow { max-width: 480px; }
  .tabs { border-bottom: 1px solid var(--line); padding-bottom: 12px; }
  .tabs .plain { margin-left: auto; }
  .rows { margin: 0; padding: 0; list-style: none; }
  .entry { display: block; width: 100%; text-align: start; color: var(--ink); border-color: var(--line); font-weight: 400; }
  .entry:hover { border-color: var(--accent); }
  .entry[aria-current="true"] { border: 2px solid var(--accent); }
  .entry span { display: block; }
  .meta { color: var(--soft); font-size: 14px; }
  .gist { max-height: 4.8em; overflow: hidden; line-height: 1.6; overflow-wrap: anywhere; unicode-bidi: isolate; }
  .said { overflow: hidden; line-height: 1.7; overflow-wrap: anywhere; }
  .check { display: flex; align-items: center; gap: 12px; min-height: 44px; margin: 8px 0 0; font-weight: 400; }
  .check input { flex: none; width: 22px; height: 22px; min-height: 0; accent-color: var(--accent); }
  dl { margin: 0 0 8px; }
  dl > div { display: flex; flex-wrap: wrap; gap: 0 12px; padding: 6px 0; border-top: 1px solid var(--line); }
  dt { flex: 0 1 150px; color: var(--soft); }
  dd { flex: 1 1 160px; min-width: 0; margin: 0; overflow-wrap: anywhere; unicode-bidi: isolate; font-variant-numeric: tabular-nums; }
  .history li, .card li { max-height: 12em; overflow: hidden; overflow-wrap: anywhere; }
  .desk.reading .list { display: none; }
  @media (min-width: 960px) {
    .desk { display: grid; grid-template-columns: minmax(280px, 2fr) 3fr; gap: 32px; align-items: start; }
    .desk.reading .list { display: block; }
    .desk.reading .back { display: none; }
  }
`;
