import type { BodyOf, Problem, RowOf } from "../office-ui/office-client.ts";

/** A touchpoint of the list. */
export type TouchpointRow = RowOf<"listTouchpoints">;

type NewTouchpoint = BodyOf<"putTouchpoints">["touchpoints"][number];

/** What stands in the form of a touchpoint; an empty text for nothing. */
export type TouchpointDraft = {
  readonly id: string;
  readonly name: string;
  readonly channel: TouchpointRow["channel"];
  readonly unit: string;
  readonly service: string;
  readonly form: string;
  readonly from: string;
  readonly isPublished: boolean;
  readonly isShared: boolean;
  readonly atOnce: string;
  readonly perMinute: string;
  /** The form does not change it. */
  readonly isClosed: boolean;
};

/** Fields that may be wrong, by the names that the API gives them. */
const draftFields = ["name", "unit", "service", "form", "from", "client_limit"] as const;

/** See {@link draftFields}. */
export type DraftField = (typeof draftFields)[number];

/** The form of a touchpoint that is changed from a day on, or of a new one in a unit. */
export function draftOf(
  known: TouchpointRow | null,
  { unit, today }: { unit: string; today: string },
): TouchpointDraft {
  return {
    ...{ id: known?.id ?? "", name: known?.name ?? "", channel: known?.channel ?? "portal", unit: known?.unit ?? unit },
    ...{ service: known?.service ?? "", form: known?.form ?? "default", from: today },
    ...{ isPublished: known?.comments === "published", isShared: known?.client_limit !== undefined },
    atOnce: String(known?.client_limit?.at_once ?? 40),
    perMinute: String(known?.client_limit?.per_minute ?? 20),
    isClosed: known?.closed ?? false,
  };
}

/** What is wrong before anything is sent. */
export function draftFaults({ name, unit, isShared, atOnce, perMinute }: TouchpointDraft): DraftField[] {
  const isWhole = (text: string, most: number): boolean => /^[0-9]{1,3}$/.test(text) && +text >= 1 && +text <= most;
  return [
    ...(name.trim() === "" ? (["name"] as const) : []),
    ...(unit === "" ? (["unit"] as const) : []),
    ...(isShared && !(isWhole(atOnce, 200) && isWhole(perMinute, 120)) ? (["client_limit"] as const) : []),
  ];
}

/** What is sent: all of it, since the API takes what is left out for its usual value. */
export function bodyOfDraft(draft: TouchpointDraft): NewTouchpoint {
  const { id, name, channel, unit, service, form, from, isPublished, isShared, atOnce, perMinute, isClosed } = draft;
  return {
    ...(id === "" ? {} : { id }),
    ...{ unit, service: service === "" ? null : service, channel, form, name: name.trim() },
    ...(from === "" ? {} : { from }),
    comments: isPublished ? "published" : "off",
    client_limit: isShared ? { at_once: Number(atOnce), per_minute: Number(perMinute) } : null,
    ...(isClosed ? { closed: true } : {}),
  };
}

/** Whether a device of the office asks at a touchpoint. */
export function isOfDevice({ channel }: Pick<TouchpointRow, "channel">): boolean {
  return channel === "kiosk" || channel === "counter";
}

/** The fields that a problem of the server names. */
export function fieldsOf({ errors = [] }: Problem): DraftField[] {
  return draftFields.filter((field) => errors.some(({ pointer }) => pointer.split("/")[3] === field));
}
