import type { Failure } from "../problems/failure.ts";
import type { Channel } from "../../shared/contract/form.ts";
import type { LocalizedText } from "../../shared/contract/localized-text.ts";
import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { presentRecipient } from "../sealed/sealed-recipient.ts";
import type { SealedStore } from "../sealed/sealed-store.ts";
import { bindingOn, type Organization } from "./organization.ts";

/** What {@link touchpointConfig} works with; `today` in days since 1970-01-01. */
export type ConfigRooms = {
  readonly organization: Organization;
  readonly today: number;
  readonly sealed?: Pick<SealedStore, "recipients">;
};

/** Where the privacy notice stands for an agency that named no page of its own, on this server. */
const ownPrivacyPage = "/privacy/";

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

/** What the element needs to draw a touchpoint as it is bound today. Failure: `unknown-touchpoint`. */
export function touchpointConfig(rooms: ConfigRooms, id: string): Result<TouchpointConfig, Failure> {
  const { organization, today } = rooms;
  const { agency, units, services, forms } = organization;
  const binding = bindingOn(organization.touchpoints.get(id) ?? [], today);
  const form = binding && forms.get(binding.form)?.newest;
  if (!binding || !form) return fail({ kind: "unknown-touchpoint", given: id });
  const { unit, service, channel, name, comments } = binding;
  return ok({
    id,
    name,
    channel,
    agency: { code: agency.code, name: units.nameOf(agency.code, today) },
    unit: { code: unit, name: units.nameOf(unit, today) },
    service: service === null ? null : { id: service, name: services.get(service) ?? service },
    form,
    ...offeredServices(form.kiosk?.services, services),
    texts: {},
    theme: "auto",
    privacy: { text: privacyTexts[channel], url: agency.privacy_url ?? ownPrivacyPage },
    official_channel: agency.official_channel ?? null,
    ...(comments === "published" ? { comments } : {}),
    sealed: sealedLink(rooms),
  });
}

/** The page names the agency alone: from which place somebody came to it, nobody is to learn. */
function sealedLink({ organization, sealed }: ConfigRooms): TouchpointConfig["sealed"] {
  const recipient = sealed && presentRecipient(sealed);
  return recipient ? { recipient: recipient.name, url: `/sealed/${organization.agency.code}`, text: sealedText } : null;
}

/** Services that the form offers at kiosks and counters, with their names; nothing where it names none. */
function offeredServices(
  offered: readonly string[] | undefined,
  services: Organization["services"],
): Pick<TouchpointConfig, "services"> {
  return offered ? { services: offered.map((id) => ({ id, name: services.get(id) ?? id })) } : {};
}
