/** Looks of the page that looks a comment up, on top of those of the sealed pages. */
export const ticketStyles: string = `
  :host { color-scheme: light dark; }
  dl { margin: 0 0 8px; }
  dl > div { display: flex; flex-wrap: wrap; gap: 0 12px; padding: 6px 0; border-top: 1px solid var(--line); }
  dt { flex: 0 1 150px; color: var(--soft); }
  dd { flex: 1 1 160px; min-width: 0; margin: 0; overflow-wrap: anywhere; unicode-bidi: isolate; font-variant-numeric: tabular-nums; }
  .said { overflow: hidden; line-height: 1.7; overflow-wrap: anywhere; }
  fieldset.card { min-width: 0; }
  legend { float: left; width: 100%; padding: 0 0 8px; font-weight: 600; }
  legend + * { clear: both; }
  .level { display: flex; align-items: center; gap: 12px; min-height: 44px; margin: 0; font-weight: 400; cursor: pointer; }
  .level input { flex: none; width: 22px; height: 22px; min-height: 0; margin: 0; accent-color: var(--accent); }
  .slip { text-align: center; }
  .slip .code { display: inline-block; font-size: 22px; }
  .slip .row { justify-content: center; }
  .qr { display: block; width: 176px; height: 176px; margin: 0 auto 12px; }
  .qr .white { fill: #fff; }
  .qr .black { fill: #000; }
  .unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .paper { display: none; }
  @media (forced-colors: active) {
    .qr { forced-color-adjust: none; }
  }
  @media print {
    .slip { border: 0; }
    .paper { display: block; }
    h1 { color: #000; }
  }
`;
