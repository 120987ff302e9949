import { firstDayOfMonth, lastDayOfMonth, type Month, monthOf } from "../../shared/calendar/day.ts";
import { parsePeriod } from "../../shared/calendar/period.ts";
import type { CommentFiguresQuery } from "../../shared/contract/comment-figures.ts";
import type { Failure } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { askedSubtree } from "../access/asked-subtree.ts";
import type { Principal } from "../access/principal.ts";
import type { ReachRooms } from "./reached-comment.ts";
import type { FigureSpan } from "./comment-figures-store.ts";

const mostMonths = 12;

/** Whole months and the units asked for. */
export type AskedMonths = { readonly span: FigureSpan; readonly months: readonly Month[] };

/** Reads which months of which subtree are asked for. Failures: `invalid` for the period, `unknown-unit`, `outside-subtree`. */
export function askedMonths(
  rooms: ReachRooms,
  principal: Principal,
  { unit, period }: CommentFiguresQuery,
): Result<AskedMonths, Failure> {
  const subtree = askedSubtree(rooms, principal, unit === undefined ? {} : { unit });
  if (!subtree.ok) return subtree;
  const days = parsePeriod({ period });
  if (!days.ok) return fail({ kind: "invalid", errors: days.failure });
  const { from, to } = days.value;
  const [first, last] = [monthOf(from), monthOf(to)];
  const isWhole = firstDayOfMonth(first) === from && lastDayOfMonth(last) === to && last - first < mostMonths;
  if (!isWhole)
    return fail({ kind: "invalid", errors: [{ pointer: "/period", detail: "must be whole months, at most 12" }] });
  const { organization, today } = rooms;
  const root = subtree.value.unit;
  const units = root === organization.agency.code ? null : organization.units.allOn(today).subtree(root);
  return ok({
    span: { units, from, to },
    months: Array.from({ length: last - first + 1 }, (_, place) => first + place),
  });
}

/** Days of one month of a span. */
export function monthSpan({ units }: FigureSpan, month: Month): FigureSpan {
  return { units, from: firstDayOfMonth(month), to: lastDayOfMonth(month) };
}

/** A month as `2026-11`. */
export function formatMonth(month: Month): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
}
