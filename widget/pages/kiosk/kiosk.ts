import { startKiosk } from "../../device/start-kiosk.ts";
import { takeEnrolment } from "./take-enrolment.ts";

takeEnrolment(document.querySelector("citizen-kiosk"), location, history);
startKiosk();
// A link opened where the page is open already changes the hash alone.
addEventListener("hashchange", () => location.reload());
