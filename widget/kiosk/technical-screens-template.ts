import { pickTechnicalMessages } from "../messages/technical-messages.ts";
import { enrol } from "./enrol-template.ts";
import { technicianScreen } from "./technician-template.ts";

/** What enrolment and the technician see, with their words: loaded apart, after the faces. */
export const technicalScreens: {
  readonly enrol: typeof enrol;
  readonly technicianScreen: typeof technicianScreen;
  readonly pickTechnicalMessages: typeof pickTechnicalMessages;
} = { enrol, technicianScreen, pickTechnicalMessages };
