import { html, nothing, type TemplateResult } from "lit";
import { toDay } from "../../shared/calendar/day.ts";
import { courseBars, levelPairs, ratingDots } from "../charts/counts-template.ts";
import { chartWidth } from "../charts/trend-template.ts";
import { type Language, numberWords } from "../messages/messages.ts";
import { plainTable, type PlainTable } from "../ui/controls-template.ts";
import {
  aroundMarked,
  courseOf,
  minuteWords,
  mostShown,
  openSpans,
  type SeenRating,
  seenRatings,
  sharesOf,
  tallyOf,
} from "./seen-ratings.ts";
import type { LoadedEvidence } from "./load-evidence.ts";
import type { SignsSay } from "./signs-messages.ts";

/** What pictures are drawn from. */
export type Pictured = {
  readonly loaded: LoadedEvidence;
  readonly timeZone: string;
  readonly say: SignsSay;
  readonly language: Language;
};

type Drawn = Pictured & { readonly ratings: readonly SeenRating[]; readonly marks: { marked: string; others: string } };

/** Draws what a sign is about: which pictures depends on the sign. Each has its numbers in a table. */
export function evidencePictures(pictured: Pictured): TemplateResult {
  const { loaded, timeZone, say, language } = pictured;
  const { at, evidence } = loaded;
  const marks = { marked: say("si.marked"), others: say("si.others") };
  const drawn = { ...pictured, marks, ratings: seenRatings(evidence.ratings, at.sign, timeZone) };
  const { days, tally } = evidence.usual;
  const mean = days === 0 ? 0 : tally.reduce((sum, people) => sum + people, 0) / days;
  const usual = days === 0 ? say("si.usual.none") : say("si.usual", { days, mean: numberWords(mean, language, 0) });
  return html`<p>${usual}</p>
    ${evidence.is_cut ? html`<p class="fault">${say("si.cut", { n: numberWords(evidence.ratings.length, language) })}</p>` : nothing}
    ${at.sign === "burst" ? html`${course(drawn)}${levelShares(drawn)}<p class="soft">${say("si.sources")}</p>` : nothing}
    ${at.sign === "streak" ? html`${dots(drawn, "order")}${levelShares(drawn)}` : nothing}
    ${at.sign === "burst" || at.sign === "streak" ? nothing : dots(drawn, "time")}`;
}

type Picture = {
  readonly title: string;
  readonly words?: string;
  readonly draw: (width: number) => unknown;
  readonly table: PlainTable;
};

function picture({ title, words, draw, table }: Picture, say: SignsSay): TemplateResult {
  return html`<figure>
    <figcaption>${title}</figcaption>
    ${words ? html`<p>${words}</p>` : nothing}
    <div>${chartWidth(draw)}</div>
    <details>
      <summary>${say("si.table")}</summary>
      ${plainTable(table)}
    </details>
  </figure>`;
}

function course({ ratings, say, language, marks }: Drawn): TemplateResult {
  const { minutes, steps } = courseOf(ratings);
  const highest = [...steps].sort((a, b) => b.marked + b.others - a.marked - a.others)[0];
  const title = say("si.course", { minutes });
  const count = (people: number): string => numberWords(people, language, 0);
  const until = (from: number): string => minuteWords(from + minutes);
  return picture(
    {
      title,
      words: highest
        ? say("si.course.words", {
            from: minuteWords(highest.from),
            to: until(highest.from),
            n: count(highest.marked + highest.others),
          })
        : "",
      draw: (width) => {
        const buckets = steps.map((step) => ({ ...step, from: minuteWords(step.from) }));
        return courseBars({ buckets, words: marks, language, width });
      },
      table: {
        caption: title,
        heads: [say("si.time"), marks.marked, marks.others],
        rows: steps
          .filter(({ marked, others }) => marked + others > 0)
          .map(({ from, marked, others }) => [`${minuteWords(from)} – ${until(from)}`, count(marked), count(others)]),
      },
    },
    say,
  );
}

function levelShares({ ratings, loaded, say, language, marks }: Drawn): TemplateResult {
  const marked = sharesOf(tallyOf(ratings.filter(({ isMarked }) => isMarked)));
  const usual = sharesOf(loaded.evidence.usual.tally);
  if (!marked) return html``;
  const rows = [5, 4, 3, 2, 1].map((level) => ({
    label: say("si.level.n", { level }),
    marked: marked[level - 1] ?? 0,
    others: usual && (usual[level - 1] ?? 0),
  }));
  const words = { marked: marks.marked, others: say("si.before") };
  const percent = (share: number | null): string => (share === null ? "–" : `${numberWords(share * 100, language)}%`);
  return picture(
    {
      title: say("si.levels"),
      draw: (width) => levelPairs({ rows, words, language, width }),
      table: {
        caption: say("si.levels"),
        heads: [say("si.level"), words.marked, words.others],
        rows: rows.map((row) => [row.label, percent(row.marked), percent(row.others)]),
      },
    },
    say,
  );
}

/** Single ratings: a streak in their order, others by their time, beside the opening hours if there are any. */
function dots(drawn: Drawn, along: "order" | "time"): TemplateResult {
  const { ratings, loaded, say, marks } = drawn;
  if (ratings.length === 0) return html``;
  const shown = along === "order" ? aroundMarked(ratings) : ratings;
  const weekday = ((toDay(loaded.at.day) + 3) % 7) + 1;
  const open = along === "time" ? openSpans(loaded.evidence.opening_hours ?? [], weekday) : [];
  const { placeOf, hours } = clockAcross([...shown.map(({ minute }) => minute), ...open.flat()]);
  const placed = shown.map((rating, place) => ({
    ...rating,
    at: along === "order" ? (place + 0.5) / shown.length : placeOf(rating.minute),
  }));
  const named = along === "time" ? hours.map((minute) => ({ at: placeOf(minute), minute })) : placed;
  const title = say(along === "order" ? "si.order" : "si.times");
  return picture(
    {
      title,
      draw: (width) =>
        ratingDots({
          dots: placed,
          names: named.map(({ at, minute }) => ({ at, words: minuteWords(minute) })),
          spans: open.map(([from, to]) => [placeOf(from), placeOf(to)] as const),
          words: { ...marks, span: say("si.open") },
          width,
        }),
      table: ratingTable(shown, title, drawn),
    },
    say,
  );
}

/** Where minutes of the day stand in a drawing that shows all of some, and the full hours of it. */
function clockAcross(minutes: readonly number[]): { placeOf: (minute: number) => number; hours: number[] } {
  const first = Math.floor(Math.min(...minutes) / 60) * 60;
  const last = Math.max(first + 60, Math.ceil((Math.max(...minutes) + 1) / 60) * 60);
  const hours = Array.from({ length: (last - first) / 60 + 1 }, (_, hour) => first + hour * 60);
  return { placeOf: (minute) => (minute - first) / (last - first), hours };
}

function ratingTable(shown: readonly SeenRating[], title: string, { say, marks }: Drawn): PlainTable {
  const listed = aroundMarked(shown).slice(0, mostShown);
  return {
    caption: listed.length < shown.length ? say("si.table.part", { n: listed.length, all: shown.length }) : title,
    heads: [say("si.time"), say("si.level"), say("si.sign")],
    left: [2],
    rows: listed.map(({ minute, level, isMarked, isAside }) => [
      minuteWords(minute),
      String(level),
      [isMarked ? marks.marked : marks.others, ...(isAside ? [say("si.aside")] : [])].join(", "),
    ]),
  };
}
