import { startKiosk } from "../../device/start-kiosk.ts";
import { takeEnrolment } from "./take-enrolment.ts";

takeEnrolment(document.querySelector("citizen-kiosk"), location, history);
startKiosk();
// If the page is open already, a link changes only the hash.
addEventListener("hashchange", () => location.reload());
