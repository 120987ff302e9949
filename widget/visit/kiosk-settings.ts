import type { KioskSettings } from "../../shared/contract/form.ts";

/** How a kiosk asks, with the contract's defaults filled in; times in milliseconds. */
export type AskingSettings = {
  readonly idleMs: number;
  readonly countdownMs: number;
  readonly isTyped: boolean;
  readonly isByPhone: boolean;
  /** 0 to 100. */
  readonly pressurePercent: number;
};

/** Settings of a form, completed. A form without comments asks for none here either. */
export function kioskSettings(given: KioskSettings | undefined, hasComment: boolean): AskingSettings {
  const { idle_seconds = 20, countdown_seconds = 10, comment = "both", pressure_percent = 20 } = given ?? {};
  return {
    idleMs: idle_seconds * 1000,
    countdownMs: countdown_seconds * 1000,
    isTyped: hasComment && (comment === "both" || comment === "keyboard"),
    isByPhone: hasComment && (comment === "both" || comment === "phone"),
    pressurePercent: pressure_percent,
  };
}
