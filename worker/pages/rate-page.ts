import { touchpointId, uuidV7 } from "../../shared/codes.ts";
import { followWithinMs } from "../../shared/contract/feedback.ts";
import type { FeedbackReceipt } from "../../shared/contract/receipt.ts";
import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import type { Answer } from "../operations/operation.ts";
import { readRequestBody } from "../operations/read-request.ts";
import {
  emptyForm,
  type FilledForm,
  itemOf,
  madeMs,
  newKeys,
  readFilled,
  saysSomething,
  tooLongBy,
} from "./filled-form.ts";
import { htmlText, numberText } from "./html-text.ts";
import { type Fault, officialHtml, rateForm, type ShownForm, thanks } from "./rate-form.ts";
import { type RateKey, rateSpeech, type SayRate } from "./rate-words.ts";
import {
  languageOf,
  languageSwitch,
  noticePage,
  bodyOf,
  type VisitorDeps,
  visitorAnswer,
  whomHtml,
} from "./visitor-page.ts";

/** More than the longest comment that can be kept, in bytes of a form, so that what is too long can be shown again. */
const mostBytes = 256 * 1024;

type Asked = Pick<ShownForm, "config" | "language" | "say" | "follows" | "action"> & { readonly url: URL };

/**
 * `/rate/{touchpoint}`: a form that works without a script. `GET` shows it; `POST` hands it in by the operation that the
 * element sends to, and answers with the thank-you itself, without a redirect: the ticket must stand in no address or cookie.
 * Sending again, also by reloading, counts once. Forms are sent to `/rate/{touchpoint}/sent`: after a `POST` to its own address
 * a browser forgets the page, and Back would bring another form, which counts again.
 */
export async function ratePage(deps: VisitorDeps, touchpoint: string): Promise<Answer> {
  const { request, nowMs } = deps;
  const url = new URL(request.url);
  const language = languageOf(url);
  const say = rateSpeech(language);
  const notice = (status: number, key: "n.unknown" | "n.none" | "n.busy"): Answer =>
    noticePage({ language, status, url }, say, key);
  if (touchpoint === "") return notice(200, "n.none");
  const isSent = request.method === "POST";
  if (!isSent && url.pathname.includes("/sent")) return toForm(touchpoint, url);
  if (!touchpointId.safeParse(touchpoint).success) return notice(404, "n.unknown");
  const answer = await deps.api("getTouchpointConfig", { params: { id: touchpoint } });
  const config = bodyOf<TouchpointConfig>(answer);
  if (config === null) return answer.status === 404 ? notice(404, "n.unknown") : notice(503, "n.busy");
  const given = url.searchParams.get("follows");
  const follows = uuidV7.safeParse(given).success ? given : null;
  const asked: Asked = { config, language, say, follows, url, action: `/rate/${touchpoint}/sent${url.search}` };
  const late = follows !== null && nowMs() - madeMs(follows) > followWithinMs;
  if (late) return framed(asked, `<p>${htmlText(say("h.late"))}</p>`);
  if (config.signed_only && follows === null) return framed(asked, atDeviceOnly(say), isSent ? { status: 403 } : {});
  // A form that was opened before the closing is still sent, and taken by the day on which it was opened.
  if (config.closed && follows === null && !isSent) {
    const official = officialHtml(config, say);
    return framed(asked, official && `<p>${official}</p>`, { heading: "n.closed" });
  }
  return isSent ? handIn(deps, asked) : withForm(deps, asked, { filled: emptyForm, fault: null });
}

/** Redirects the address that forms are sent to, if it is opened as a page, to the form. */
function toForm(touchpoint: string, { search }: URL): Answer {
  const location = `/rate/${touchpoint}${search}`;
  return { status: 303, type: "text/plain", body: null, headers: { location, "cache-control": "no-store" } };
}

function atDeviceOnly(say: SayRate): string {
  return `<p>${htmlText(say("n.device"))}</p><p>${htmlText(say("n.device.next"))}</p>`;
}

type Framing = {
  readonly heading?: RateKey;
  readonly status?: number;
  readonly fault?: Fault | null;
  readonly headers?: Record<string, string>;
};

/** The page around a form, or around the reason why there is none. */
function framed(asked: Asked, body: string, { status = 200, fault, headers = {}, ...framing }: Framing = {}): Answer {
  const { config, language, say, follows, url } = asked;
  const heading = say(framing.heading ?? (follows === null ? "r.title" : "r.follow"));
  const whom = whomHtml(config, say);
  // A switch would lose what was written.
  const main = `${fault ? "" : languageSwitch(language, url)}${whom}<h1>${htmlText(heading)}</h1>\n${body}`;
  const title = `${heading} · ${config.unit.name}`;
  return visitorAnswer({
    ...{ language, main, status, headers, form: true },
    title: fault ? say("r.fault", { title }) : title,
  });
}

type Filled = Pick<ShownForm, "filled" | "fault"> & Framing;

/** The page with the form; one whose keys are missing or old gets new ones. */
function withForm(deps: VisitorDeps, asked: Asked, { filled, fault, ...framing }: Filled): Answer {
  const keys = filled.keys ?? newKeys(deps, asked.config.id);
  return framed(asked, rateForm({ ...asked, filled, fault, keys }), { ...framing, fault });
}

async function handIn(deps: VisitorDeps, asked: Asked): Promise<Answer> {
  const { say, config, follows, language: locale } = asked;
  const { request, inTime, nowMs } = deps;
  const mediaTypes = ["application/x-www-form-urlencoded"];
  const body = await readRequestBody(request, { maxBytes: mostBytes, mediaTypes, inTime });
  if (!body.ok) {
    const isLarge = body.failure.kind === "too-large";
    const fault: Fault = { words: say(isLarge ? "f.large" : "f.refused"), field: "comment" };
    return withForm(deps, asked, { filled: emptyForm, fault, status: isLarge ? 413 : 400 });
  }
  const filled = readFilled(new URLSearchParams(new TextDecoder().decode(body.value)), nowMs());
  const again = (fault: Fault, status: number, more: Partial<Filled> = {}): Answer =>
    withForm(deps, asked, { filled, fault, status, ...more });
  const { keys } = filled;
  if (keys === null) return again({ words: say("f.old") }, 409);
  const fault = faultOf(filled, asked);
  if (fault) return again(fault, 422);
  const context = { touchpoint: config.id, follows, locale, formVersion: config.form.version, nowMs: nowMs() };
  const item = itemOf(filled, keys, context);
  const sentAt = new Date(nowMs()).toISOString();
  const answer = await deps.api("postFeedback", { body: { sent_at: sentAt, feedback: [item] } });
  const [receipt] = bodyOf<{ receipts: FeedbackReceipt[] }>(answer)?.receipts ?? [];
  if (!receipt) return again(waitFault(answer, say), answer.status, { headers: waitHeader(answer) });
  if (receipt.problem) return refused(receipt.problem, { filled, again, say });
  const form = { ...asked, filled, keys, fault: null };
  const whom = whomHtml(config, say);
  const told = thanks({ form, receipt, hasComment: item.comment !== undefined });
  const title = say(follows === null ? "t.ok" : "h.sent");
  return visitorAnswer({ language: locale, title, main: `${whom}${told}`, headers: { "cache-control": "no-store" } });
}

/** What the person must change before anything is sent; null if nothing. */
function faultOf({ level, comment }: FilledForm, { say, follows, language }: Asked): Fault | null {
  if (follows === null && level === null) return { words: say("f.level"), field: "level" };
  if (follows !== null && !saysSomething(comment)) return { words: say("f.comment"), field: "comment" };
  const over = tooLongBy(comment);
  return over > 0 ? { words: say("e.long", { n: numberText(over, language) }), field: "comment" } : null;
}

/** Nothing was stored: there was too much at once, or the server had too much to do. */
function waitFault({ status, headers }: Answer, say: SayRate): Fault {
  const minutes = Math.max(1, Math.ceil(Number(headers?.["retry-after"] ?? 60) / 60));
  return { words: say(status === 429 ? "f.many" : "f.busy", { minutes }) };
}

function waitHeader({ headers }: Answer): Record<string, string> {
  const seconds = headers?.["retry-after"];
  return seconds === undefined ? {} : { "retry-after": seconds };
}

type Refusing = {
  readonly filled: FilledForm;
  readonly again: (fault: Fault, status: number, more?: Partial<Filled>) => Answer;
  readonly say: SayRate;
};

/** The form again, with why it was refused. Keys that belong to somebody else's feedback are not shown again. */
function refused(problem: NonNullable<FeedbackReceipt["problem"]>, { filled, again, say }: Refusing): Answer {
  const kind = problem.type.replace(/^.*#/, "");
  if (kind === "rating-awaited") return again({ words: say("f.waits") }, problem.status);
  if (kind === "device-needed") return again({ words: say("n.device") }, problem.status);
  if (kind === "touchpoint-closed") return again({ words: say("n.closed") }, problem.status);
  const isForeign = kind === "wrong-amend-key" || kind === "ticket-taken";
  return again({ words: say("f.refused") }, problem.status, isForeign ? { filled: { ...filled, keys: null } } : {});
}
