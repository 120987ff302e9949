import { renderSVG } from "uqr";
import type { EnrolmentTicket } from "../../shared/contract/device.ts";
import type { NewTicket } from "./enrolment-code.ts";

/**
 * A ticket with the link that opens the kiosk's page, as text and as a QR code. The code stands in the fragment, which no
 * server and no log gets to see.
 * @param origin scheme and host under which this server was asked.
 */
export function enrolmentLink(
  { device, code, expires_at, pin }: NewTicket,
  agency: string,
  origin: string,
): EnrolmentTicket {
  const link = `${origin}/kiosk/#enrol=${agency}.${code}`;
  return { device, code, qr_svg: renderSVG(link, { ecc: "M", border: 4 }), link, expires_at, pin };
}
