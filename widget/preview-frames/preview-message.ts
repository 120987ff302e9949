import type { Channel } from "../../shared/contract/form.ts";
import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import type { Language } from "../messages/messages.ts";

/** Address of the page that a preview's frame shows. */
export const previewPath = "/office/preview/";

/** What a preview's frame says to the builder once it can draw. */
export const previewReady = "citizen-preview-ready";

/** What the builder says to a preview's frame: draw this. */
export type PreviewMessage = {
  readonly preview: TouchpointConfig;
  readonly language: Language;
  /** The level that somebody has chosen already; null for the first screen. */
  readonly level: number | null;
};

/** Whether a channel's touchpoints are devices that stand somewhere. */
export function isDevice(channel: Channel): boolean {
  return channel === "kiosk" || channel === "counter";
}
