import { agencyOf, touchpointId } from "../../shared/codes.ts";
import type { Channel, ChoiceQuestion, RatingQuestion, VersionedForm } from "../../shared/contract/form.ts";
import type { LocalizedText } from "../../shared/contract/localized-text.ts";
import { type TouchpointConfig, touchpointConfig as touchpointConfigAnswer } from "../../shared/contract/touchpoint.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { FailureOf } from "../problems/failure.ts";
import { bindingOn, type Organization } from "./organization.ts";

/** What the configuration of a touchpoint is made from; `today` in days since 1970-01-01. */
export type ConfigDeps = {
  readonly organization: Organization;
  readonly today: number;
  /** Who reads the agency's sealed reports; null where it takes none. */
  readonly sealedRecipient: () => { readonly name: string } | null;
  /** Touchpoints that take ratings from their devices alone. */
  readonly memory: { readonly closed: () => ReadonlySet<string> };
};

/** A page that was seen yesterday still draws at once, and looks for what is new meanwhile. */
const forAnybody = { headers: { "cache-control": "public, max-age=60, stale-while-revalidate=86400" } };

/** `GET /v1/touchpoints/{id}`: what the element needs to draw itself. */
export const getTouchpointConfig: Operation<ConfigDeps> = operation({
  method: "GET",
  path: "/v1/touchpoints/:id",
  params: { id: "The touchpoint's id, such as H20-7k3m9q2x4t." },
  audience: "public",
  summary: "Read what the element needs to draw a touchpoint",
  answer: touchpointConfigAnswer,
  failures: ["unknown-touchpoint"],
  at: ({ params: { id } }) => ({
    agency: touchpointId.safeParse(id).success ? agencyOf(id) : null,
    touchpoint: id,
    otherwise: { kind: "unknown-touchpoint", given: id },
  }),
  runs: "reads",
  run: (deps, _, { params }) => touchpointConfig(deps, params.id),
  shape: (_, { request }) => (request.headers.has("authorization") ? {} : forAnybody),
});

const besideStaff: LocalizedText = {
  vi: "Không hỏi tên. Không quay, không ghi âm. Cán bộ tại quầy không xem được Ông/Bà chọn mức nào.",
  en: "No name asked. No camera, no recording. Counter staff cannot see your choice.",
};
const onOwnDevice: LocalizedText = {
  vi: "Không cần đăng nhập, không dùng cookie. Xem cách chúng tôi giữ thông tin.",
  en: "No sign-in, no cookies. See how we keep information.",
};

/** The product's wording table, `r.title`. */
const sealedText: LocalizedText = {
  vi: "Báo riêng: bị gợi ý đưa tiền, bị gây khó dễ",
  en: "Private report: asked for money, harassed",
};

/** Texts: the product's wording table, `p.short` and `p.short.web`. */
const privacyTexts: Readonly<Record<Channel, LocalizedText>> = {
  kiosk: besideStaff,
  counter: besideStaff,
  portal: onOwnDevice,
  qr: onOwnDevice,
};

/** What the element needs to draw a touchpoint as it is bound today. */
export function touchpointConfig(
  deps: ConfigDeps,
  id: string,
): Result<TouchpointConfig, FailureOf<"unknown-touchpoint">> {
  const { organization, today } = deps;
  const { agency, units, services, forms } = organization;
  const binding = bindingOn(organization.touchpoints.get(id) ?? [], today);
  const form = binding && forms.get(binding.form)?.newest;
  if (!binding || !form) return fail({ kind: "unknown-touchpoint", given: id });
  const { unit, service, channel, name, comments, isClosed } = binding;
  return ok({
    id,
    name,
    channel,
    agency: { code: agency.code, name: units.nameOf(agency.code, today) },
    unit: { code: unit, name: units.nameOf(unit, today) },
    service: service === null ? null : { id: service, name: services.get(service) ?? service },
    form: askedForm(form, channel),
    ...offeredServices(form.kiosk?.services, services),
    texts: {},
    theme: "auto",
    privacy: { text: privacyTexts[channel], url: agency.privacy_url ?? privacyPage(agency.code, id) },
    official_channel: agency.official_channel ?? null,
    ...(comments === "published" ? { comments } : {}),
    sealed: sealedLink(deps),
    ...(isClosed ? { closed: true } : {}),
    ...(deps.memory.closed().has(id) ? { signed_only: true } : {}),
    ...(agency.sample ? { sample: true } : {}),
  });
}

/** The server's page with the privacy notice of an agency; it begins with the unit and service of the touchpoint. */
function privacyPage(agency: string, touchpoint: string): string {
  return `/privacy/${agency}?touchpoint=${touchpoint}`;
}

/**
 * Ratings apart from other questions: kiosks and elements of older releases take every question for a rating. Only kiosks and
 * counter tablets read aloud.
 */
function askedForm({ questions, audio, ...form }: VersionedForm, channel: Channel): TouchpointConfig["form"] {
  const ratings: RatingQuestion[] = [];
  const choices: ChoiceQuestion[] = [];
  for (const question of questions) question.type === "choice" ? choices.push(question) : ratings.push(question);
  const isSpoken = audio !== undefined && (channel === "kiosk" || channel === "counter");
  return {
    ...form,
    questions: ratings,
    ...(choices.length > 0 ? { typed_questions: choices } : {}),
    ...(isSpoken ? { audio } : {}),
  };
}

/** The page's address holds the agency alone: nobody may learn from which place somebody came. */
function sealedLink({ organization, sealedRecipient }: ConfigDeps): TouchpointConfig["sealed"] {
  const recipient = sealedRecipient();
  return recipient ? { recipient: recipient.name, url: `/sealed/${organization.agency.code}`, text: sealedText } : null;
}

/** Services that the form offers at kiosks and counters, with their names; no field if the form has none. */
function offeredServices(
  offered: readonly string[] | undefined,
  services: Organization["services"],
): Pick<TouchpointConfig, "services"> {
  return offered ? { services: offered.map((id) => ({ id, name: services.get(id) ?? id })) } : {};
}
