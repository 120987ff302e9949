import { KioskElement } from "./kiosk-element.ts";
import { kioskDeviceStyles } from "./kiosk-device-styles.ts";
import { kioskFacesStyles } from "./kiosk-faces-styles.ts";
import { kioskPartStyles } from "./kiosk-part-styles.ts";
import type { KioskPorts } from "./kiosk-ports.ts";
import { kioskScreenStyles } from "./kiosk-screen-styles.ts";
import { kioskStyles } from "./kiosk-styles.ts";

/** The tag that the kiosk's page writes. */
export const citizenKioskTag = "citizen-kiosk";

/** Everything that the element's sheet says: for {@link KioskPorts}'s `sheet`. */
export const citizenKioskStyles: string =
  kioskStyles + kioskPartStyles + kioskScreenStyles + kioskFacesStyles + kioskDeviceStyles;

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
