/**
 * Style sheet of the pages for visitors, beside the one of all pages that the Worker writes. The form's faces have the sizes
 * of the element's, which takes their place once its script has started.
 */
export const rateSheet: string = `.top { margin: 12px 0 0; text-align: right; }
.top a, .foot a { display: inline-block; padding: 9px 0; }
.whom { margin: 0 0 12px; color: var(--soft); }
.whom strong { display: block; color: var(--ink); font-size: 18px; }
.whom span { display: block; }
.soft, .hint, .foot { color: var(--soft); font-weight: 400; }
.panel { max-width: 600px; padding: 16px; border: 1px solid var(--line); border-radius: 14px; background: var(--paper); line-height: 1.5; }
fieldset { min-width: 0; margin: 0; padding: 0; border: 0; }
legend { padding: 0; }
.question { margin: 0; font-size: 19px; font-weight: 650; line-height: 1.45; }
.faces { display: grid; grid-auto-rows: 1fr; grid-gap: 8px; margin: 12px 0 0; }
.face { position: relative; display: flex; }
.face input { position: absolute; top: 0; left: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.box { display: flex; flex: 1; align-items: center; min-height: 52px; padding: 6px 12px; border: 1.5px solid var(--control); border-radius: 12px; line-height: 1.4; }
.box svg { flex: none; width: 40px; height: 40px; margin: 0 12px 0 0; fill: none; stroke: currentColor; stroke-width: 3.4; stroke-linecap: round; stroke-linejoin: round; }
.box .check { display: none; width: 14px; height: 14px; margin: 0 0 0 8px; stroke-width: 2; }
input:checked + .box .check { display: block; }
input:checked + .box { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
.face input:hover + .box { border-color: var(--accent); }
.face input:focus + .box, .choice input:focus, summary:focus, textarea:focus, button:focus { outline: 3px solid var(--focus); outline-offset: 2px; }
details { margin: 14px 0 0; border-bottom: 1px solid var(--line); }
summary { min-height: 44px; padding: 8px 0; font-weight: 600; cursor: pointer; }
.head { display: block; margin: 18px 0 4px; font-weight: 600; }
.choice { display: flex; align-items: center; min-height: 44px; padding: 4px 0; cursor: pointer; }
.choice input { flex: none; width: 22px; height: 22px; margin: 0 12px 0 2px; accent-color: var(--accent); }
textarea { display: block; width: 100%; padding: 10px 12px; border: 1.5px solid var(--control); border-radius: 10px; background: none; color: inherit; font: inherit; resize: vertical; }
.hint { margin: 4px 0 0; font-size: 14px; }
.foot { margin: 10px 0 0; font-size: 14px; }
button { width: 100%; min-height: 48px; margin: 14px 0 0; padding: 6px 16px; border: 1.5px solid var(--accent); border-radius: 10px; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer; }
.fault { margin: 0 0 14px; padding: 10px 14px; border-left: 4px solid var(--focus); background: var(--surface); font-weight: 600; }
.code { display: inline-block; padding: 10px 14px; border-radius: 10px; background: var(--paper); font: 600 20px / 1.4 ui-monospace, Consolas, monospace; white-space: nowrap; user-select: all; }
.facts > div { border-top: 1px solid var(--line); }
.facts dd { overflow-wrap: anywhere; }
/* Where scripts run, the element soon stands here: only its faces are shown till then, and the rest if it does not come. */
@media (scripting: enabled) {
  .panel .rest { animation: come 1s 4s step-start both; }
  /* A shorter delay, no other animation: one that begins again would hide what was shown. */
  .levels:focus-within ~ .rest, .rest:focus-within, .fault ~ .rest { animation-delay: -1s; }
  .panel:has(input:checked) .rest { animation-delay: -1s; }
}
@keyframes come { from { visibility: hidden; max-height: 0; overflow: hidden; } to { visibility: visible; max-height: none; overflow: visible; } }
@media (min-width: 552px) {
  .faces { grid-template-columns: repeat(5, minmax(0, 1fr)); }
  .panel { padding: 20px; }
  .box { flex-direction: column; padding: 12px 2px 8px; line-height: 1.3; text-align: center; }
  .box svg { margin: 0 0 6px; }
  .box .check { position: absolute; top: -11px; left: 50%; width: 22px; height: 22px; margin: 0 0 0 -11px; padding: 3px; border: 2px solid; border-radius: 50%; background: var(--paper); color: var(--accent); }
}
@media (forced-colors: active) {
  input:checked + .box { forced-color-adjust: none; border-color: Highlight; background: Highlight; color: HighlightText; }
}
`;
