import { KioskElement } from "./kiosk-element.ts";
import kioskDeviceStyles from "./kiosk-device.css?inline";
import kioskFacesStyles from "./kiosk-faces.css?inline";
import kioskPartStyles from "./kiosk-part.css?inline";
import type { KioskPorts } from "./kiosk-ports.ts";
import kioskScreenStyles from "./kiosk-screen.css?inline";
import { tokens } from "../ui/tokens.ts";
import kioskStyles from "./kiosk.css?inline";

/** The tag that the kiosk's page writes. */
export const citizenKioskTag = "citizen-kiosk";

/** Everything that the element's sheet says: for {@link KioskPorts}'s `sheet`. */
export const citizenKioskStyles: string =
  tokens(".kiosk") + kioskStyles + kioskPartStyles + kioskScreenStyles + kioskFacesStyles + kioskDeviceStyles;

/** Registers `<citizen-kiosk>` with what it works with. */
export function defineCitizenKiosk(ports: KioskPorts, registry: CustomElementRegistry): void {
  registry.define(
    citizenKioskTag,
    class extends KioskElement {
      constructor() {
        super(ports);
      }
    },
  );
}
