import type { BodyOf, Problem } from "../office-ui/office-client.ts";
import type { DeviceRow } from "./device-words.ts";

/** One span of opening hours. */
export type Hours = DeviceRow["opening_hours"][number];

/** What stands in the form of a device. */
export type DeviceDraft = {
  readonly name: string;
  readonly touchpoint: string;
  readonly pin: string;
  readonly hours: readonly Hours[];
};

/** Fields that may be wrong. */
const deviceFields = ["name", "touchpoint", "pin", "opening_hours"] as const;

/** See {@link deviceFields}. */
export type DeviceField = (typeof deviceFields)[number];

/** Hours that a device has if nobody says otherwise; those of the contract. */
export const usualHours: readonly Hours[] = [
  { days: [1, 2, 3, 4, 5], from: "07:30", to: "11:30" },
  { days: [1, 2, 3, 4, 5], from: "13:30", to: "17:00" },
];

/** What is wrong before anything is sent. */
export function deviceFaults({ name, touchpoint, pin, hours }: DeviceDraft): DeviceField[] {
  const areRight = hours.every(({ days, from, to }) => days.length > 0 && from !== "" && from < to);
  return [
    ...(name.trim() === "" ? (["name"] as const) : []),
    ...(touchpoint === "" ? (["touchpoint"] as const) : []),
    ...(pin === "" || /^[0-9]{4,8}$/.test(pin) ? [] : (["pin"] as const)),
    ...(areRight ? [] : (["opening_hours"] as const)),
  ];
}

/** What is sent to make a device, or to change one. */
export function bodyOfDevice({ name, touchpoint, pin, hours }: DeviceDraft): BodyOf<"createDevice"> {
  const opening_hours = hours.map(({ days, from, to }) => ({ days: [...days], from, to }));
  return { name: name.trim(), touchpoint, opening_hours, ...(pin === "" ? {} : { pin }) };
}

/** The fields that a problem of the server names. */
export function deviceFieldsOf({ errors = [] }: Problem): DeviceField[] {
  return deviceFields.filter((field) => errors.some(({ pointer }) => pointer.split("/")[1] === field));
}
