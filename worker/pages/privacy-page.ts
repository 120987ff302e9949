import { agencyCode, touchpointId } from "../../shared/codes.ts";
import { type PublicAgency, usualThreshold } from "../../shared/contract/agency.ts";
import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import type { Answer } from "../operations/operation.ts";
import { htmlText } from "./html-text.ts";
import { privacyWords } from "./privacy-words.ts";
import { rateSpeech } from "./rate-words.ts";
import {
  languageOf,
  languageSwitch,
  noticePage,
  bodyOf,
  type VisitorDeps,
  visitorAnswer,
  whomHtml,
} from "./visitor-page.ts";

/**
 * `/privacy/` and `/privacy/{agency}`: how information is kept, and by whom if the agency has published it. With
 * `?touchpoint=` it begins with the unit and service of that touchpoint.
 */
export async function privacyPage(deps: VisitorDeps, code: string): Promise<Answer> {
  const url = new URL(deps.request.url);
  const language = languageOf(url);
  const say = rateSpeech(language);
  const words = privacyWords[language];
  const shown = (main: string): Answer =>
    visitorAnswer({ language, title: words.title, main: `${languageSwitch(language, url)}${main}` });
  if (code === "") return shown(notice(null, words));
  const answer = agencyCode.safeParse(code).success ? await deps.api("getAgency", { params: { agency: code } }) : null;
  const agency = answer && bodyOf<PublicAgency>(answer);
  if (!agency) {
    const isMissing = answer === null || answer.status === 404;
    return noticePage({ language, status: isMissing ? 404 : 503, url }, say, isMissing ? "n.agency" : "n.busy");
  }
  const place = await touchpointOf(deps, code, url.searchParams.get("touchpoint") ?? "");
  const whom = whomHtml(place ?? { agency, sample: agency.sample }, say);
  return shown(`${whom}${notice(agency, words)}`);
}

/** The touchpoint that somebody comes from, if it is the agency's. */
async function touchpointOf({ api }: VisitorDeps, agency: string, id: string): Promise<TouchpointConfig | null> {
  if (!id.startsWith(`${agency}-`) || !touchpointId.safeParse(id).success) return null;
  return bodyOf<TouchpointConfig>(await api("getTouchpointConfig", { params: { id } }));
}

type Words = (typeof privacyWords)["vi"];

/** @param agency null where no agency is named */
function notice(agency: PublicAgency | null, words: Words): string {
  const minimum = agency?.publication_threshold ?? usualThreshold;
  const part = ([heading, text]: readonly [string, string]): string =>
    `<h2>${htmlText(heading)}</h2><p>${htmlText(text.replaceAll("{k}", String(minimum)))}</p>`;
  return `<h1>${htmlText(words.title)}</h1>
<p>${htmlText(words.lead)}</p>
<h2>${htmlText(words.who)}</h2>
${agency ? controller(agency, words) : `<p>${htmlText(words.whoUnknown)}</p>`}
${words.parts.map(part).join("\n")}`;
}

/** Who keeps the information. Each fact that the agency has not published is named as such. */
function controller(
  { name, address, contact, privacy_contact, official_channels }: PublicAgency,
  words: Words,
): string {
  const reached = ({ phone, email }: { phone?: string | undefined; email?: string | undefined }): string[] => [
    ...(phone === undefined ? [] : [htmlText(phone)]),
    ...(email === undefined ? [] : [`<a href="mailto:${htmlText(email)}">${htmlText(email)}</a>`]),
  ];
  const inCharge = privacy_contact && [
    ...(privacy_contact.name === undefined ? [] : [htmlText(privacy_contact.name)]),
    ...reached(privacy_contact),
  ];
  const channels = official_channels.map(
    (channel) => `<a href="${htmlText(channel.url)}" rel="noreferrer">${htmlText(channel.name)}</a>`,
  );
  const { terms } = words;
  const rows: [string, string | null][] = [
    [terms.controller, htmlText(name)],
    [terms.address, address && htmlText(address)],
    [terms.contact, contact && reached(contact).join("<br>")],
    [terms.privacy, inCharge?.join("<br>") ?? null],
    [terms.channels, channels.length > 0 ? channels.join("<br>") : null],
  ];
  const row = ([term, told]: [string, string | null]): string =>
    `<div><dt>${htmlText(term)}</dt><dd>${told ?? htmlText(words.notSet(term))}</dd></div>`;
  return `<dl class="facts">${rows.map(row).join("\n")}</dl>`;
}
