import { html, nothing, type TemplateResult } from "lit/html.js";
import { dayWords, numberWords } from "../messages/messages.ts";
import type { RowOf } from "../office-ui/office-client.ts";
import { plainTable } from "../ui/controls-template.ts";
import {
  agoWords,
  alertsInOrder,
  type DeviceRow,
  durationWords,
  gapWords,
  hoursWords,
  instantWords,
  type DeviceWordsDeps,
} from "./device-words.ts";
import { part } from "./snippets-template.ts";

/** What an alert that began or ended is. */
export type EventRow = RowOf<"listDeviceEvents">;

/** Gaps that are explained one by one. */
const mostGaps = 20;
const mostEvents = 50;
const minuteMs = 60_000;
const clockOffMs = 5 * minuteMs;

/** State in one word, or the alerts of a device. */
export function stateWords(device: DeviceRow, { say }: DeviceWordsDeps): string {
  const { state } = device;
  if (state === "revoked") return say("dv.s.revoked");
  const alerts = alertsInOrder(device).map(({ kind }) => say(`dv.a.${kind}`));
  return alerts.length > 0 ? alerts.join(" · ") : say(`dv.s.${state}`);
}

/** How many ratings wait on a device; a dash where it never told. */
export function queueWords({ heartbeat }: DeviceRow, { language }: DeviceWordsDeps): string {
  return heartbeat ? numberWords(heartbeat.queue.length, language) : "–";
}

/** Draws what somebody should look at; nothing if there is nothing. */
export function alertsTemplate(device: DeviceRow, words: DeviceWordsDeps): TemplateResult | typeof nothing {
  const { say } = words;
  if (device.alerts.length === 0 || device.state === "revoked") return nothing;
  const one = ({ kind, since }: DeviceRow["alerts"][number]): TemplateResult =>
    html`<li class="alert">
      <strong>${say(`dv.a.${kind}`)}</strong> ${say("dv.since", { when: instantWords(since, words) })}
      <br />${say(`dv.a.${kind}.do`)}
    </li>`;
  return part(say("dv.alerts"), html`<ul class="alerts">${alertsInOrder(device).map(one)}</ul>`);
}

/** Draws how a device is, as a list of facts. */
export function deviceFacts(
  device: DeviceRow,
  place: { unit: string; touchpoint: string },
  words: DeviceWordsDeps,
): TemplateResult {
  const { say, language } = words;
  const { heartbeat } = device;
  const at = (instant: string | null): string => (instant === null ? say("dv.never") : instantWords(instant, words));
  const facts: (readonly [string, string])[] = [
    [say("dv.unit"), place.unit],
    [say("dv.touchpoint"), place.touchpoint],
    [say("dv.enrolled"), at(device.enrolled_at)],
    ...(device.revoked_at === null ? [] : [[say("dv.revoked"), at(device.revoked_at)] as const]),
    [say("dv.heartbeat"), agoWords(device.last_heartbeat_at, words)],
    [say("dv.feedback"), agoWords(device.last_feedback_at, words)],
    [say("dv.test"), at(device.last_test_at)],
  ];
  if (heartbeat) {
    const { queue, battery, version } = heartbeat;
    const n = numberWords(queue.length, language);
    const oldest = queue.oldest_at;
    const waiting =
      oldest === null ? say("dv.queue.words", { n }) : say("dv.queue.oldest", { n, when: instantWords(oldest, words) });
    const parked = queue.parked > 0 ? `; ${say("dv.queue.parked", { n: queue.parked })}` : "";
    facts.push(
      [say("dv.queue"), waiting + parked],
      [say("dv.version"), version],
      [say("dv.clock"), clockWords(device, words)],
    );
    if (battery) {
      const level = Math.round(battery.level * 100);
      facts.push([say("dv.battery"), say(battery.charging ? "dv.battery.charging" : "dv.battery.words", { n: level })]);
    }
  }
  return part(
    say("dv.facts"),
    html`<dl class="facts">${facts.map(([name, fact]) => html`<div><dt>${name}</dt><dd>${fact}</dd></div>`)}</dl>`,
  );
}

function clockWords({ clock_ahead_ms: ahead }: DeviceRow, { say, language }: DeviceWordsDeps): string {
  if (ahead === null || Math.abs(ahead) <= clockOffMs) return say("dv.clock.right");
  const n = numberWords(Math.round(Math.abs(ahead) / minuteMs), language, 0);
  return say(ahead > 0 ? "dv.clock.ahead" : "dv.clock.behind", { n });
}

/** Draws the sequence numbers, and explains each gap: which numbers, what it means, since when, what to do. */
export function numbersTemplate({ sequence, gaps }: DeviceRow, words: DeviceWordsDeps): TemplateResult {
  const { say, language } = words;
  const sum = { highest: numberWords(sequence.highest, language), received: numberWords(sequence.received, language) };
  const one = (gap: DeviceRow["gaps"][number]): TemplateResult => {
    const { numbers, kind, when, todo } = gapWords(gap, words);
    return html`<li class=${gap.kind === "pending" ? "" : "alert"}><strong>${numbers}: ${kind}.</strong> ${when} ${todo}</li>`;
  };
  // What is lost comes before what is only on its way.
  const sorted = [...gaps].sort((a, b) => Number(a.kind === "pending") - Number(b.kind === "pending"));
  const more = gaps.length - mostGaps;
  return part(
    say("dv.numbers"),
    html`<p>${say("dv.numbers.about")}</p>
      <p>${say("dv.numbers.sum", sum)} ${gaps.length === 0 ? say("dv.numbers.all") : nothing}</p>
      <ul class="alerts">${sorted.slice(0, mostGaps).map(one)}</ul>
      ${more > 0 ? html`<p>${say("dv.g.more", { n: numberWords(more, language) })}</p>` : nothing}`,
  );
}

/** Draws the opening hours, and how far the last seven days were covered. */
export function coverageTemplate({ coverage, opening_hours }: DeviceRow, words: DeviceWordsDeps): TemplateResult {
  const { say, language } = words;
  const days = coverage.filter(({ open_minutes }) => open_minutes > 0);
  const share = (ready: number, open: number): string => `${numberWords((100 * ready) / open, language, 0)}%`;
  const rows = days.map(({ day, open_minutes, ready_minutes }) => [
    dayWords(day, language),
    durationWords(open_minutes, words),
    durationWords(ready_minutes, words),
    share(ready_minutes, open_minutes),
  ]);
  const heads = [say("dv.day"), say("dv.open"), say("dv.ready"), say("dv.share")];
  const hours = opening_hours.map((one) => html`<li>${hoursWords(one, words)}</li>`);
  return part(
    say("dv.coverage"),
    html`<p>${say("dv.coverage.about")}</p>
      ${opening_hours.length === 0 ? html`<p>${say("dv.hours.none")}</p>` : html`<ul>${hours}</ul>`}
      ${rows.length === 0 ? html`<p>${say("dv.coverage.none")}</p>` : plainTable({ caption: say("dv.coverage"), heads, rows })}`,
  );
}

/** Draws earlier alerts, the newest first. */
export function eventsTemplate(events: readonly EventRow[], words: DeviceWordsDeps): TemplateResult {
  const { say } = words;
  if (events.length === 0) return html`<p>${say("dv.events.none")}</p>`;
  const newest = [...events].sort((a, b) => b.id - a.id).slice(0, mostEvents);
  return html`<ul>
    ${newest.map(({ kind, change, at }) => html`<li>${say(`dv.e.${change}`, { when: instantWords(at, words), what: say(`dv.a.${kind}`) })}</li>`)}
  </ul>`;
}
