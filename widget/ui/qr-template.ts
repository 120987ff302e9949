import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import type { encode } from "uqr";

/** Computes a QR code; null until it is loaded, which is after the first screen is drawn. */
export type QrEncode = typeof encode | null;

/** Draws a QR code, always dark on white, with its quiet zone. `label`: what it opens. */
export function qrCode(text: string, label: string, encode: QrEncode): TemplateResult | "" {
  if (!encode) return "";
  const { data, size } = encode(text, { ecc: "M", border: 3 });
  const dark = data.map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")).join("")).join("");
  return html`<svg class="qr" viewBox=${`0 0 ${size} ${size}`} role="img" aria-label=${label}>
    <path class="white" d=${`M0 0h${size}v${size}H0z`} /><path class="black" d=${dark} />
  </svg>`;
}
