import { html, type TemplateResult } from "lit";
import { periodWords } from "../../shared/calendar/period.ts";
import { dayWords, numberFormat, numberWords } from "../messages/messages.ts";
import { problemWords } from "../office-ui/office-controls-template.ts";
import type { RowOf } from "../office-ui/office-client.ts";
import { plainTable } from "../ui/controls-template.ts";
import { type Share, seenRatings, shareWithout, tallyOf } from "./seen-ratings.ts";
import type { Pictured } from "./evidence-template.ts";

/** Draws the share satisfied with and without the ratings that carry the sign: of the unit that day, and of the agency that month. */
export function signFigures({ loaded, timeZone, say, language }: Pictured, unitName: string): TemplateResult {
  const { figures, at, evidence } = loaded;
  // Of a day that is given in part nobody can say what it would be without them.
  if (figures === null || evidence.is_cut) return html``;
  if ("error" in figures)
    return html`<p>${say("si.figures.refused", { why: problemWords(figures.error, language) })}</p>`;
  const counted = seenRatings(evidence.ratings, at.sign, timeZone).filter(
    ({ isMarked, isAside }) => isMarked && !isAside,
  );
  const marked = tallyOf(counted);
  const words = ({ value, n }: Share): string =>
    say("si.figures.n", {
      value: value === null ? "–" : `${numberFormat(language, 2, 2).format(value)}%`,
      n: numberWords(n, language, 0),
    });
  const row = (name: string, { tally, set_aside }: RowOf<"getIndices">): string[] => {
    const { now, without } = shareWithout(tally, marked);
    const all = { value: set_aside.value_with, n: now.n + set_aside.n };
    return [name, words(now), words(without), set_aside.n === 0 ? "–" : words(all)];
  };
  return plainTable({
    caption: say("si.figures"),
    heads: [say("si.figures.where"), say("si.figures.now"), say("si.figures.without"), say("si.figures.with")],
    rows: [
      row(say("si.figures.unit", { unit: unitName, day: dayWords(at.day, language) }), figures.unit),
      row(say("si.figures.month", { month: periodWords(at.day.slice(0, 7), language) }), figures.month),
    ],
  });
}
