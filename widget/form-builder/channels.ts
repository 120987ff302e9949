import type { Channel } from "../../shared/contract/form.ts";

/** Channels in the order in which the page names them. */
export const channels: readonly Channel[] = ["portal", "kiosk", "counter", "qr"];
