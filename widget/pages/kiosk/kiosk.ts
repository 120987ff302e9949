import { startKiosk } from "../../start-kiosk.ts";
import { takeEnrolment } from "./take-enrolment.ts";

takeEnrolment(document.querySelector("citizen-kiosk"), location, history);
startKiosk();
