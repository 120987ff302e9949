import type { MessageKey } from "./messages.ts";

/** Texts until the tap and about sending, in English. */
export const en: Record<MessageKey, string> = {
  "s5.5": "Very satisfied",
  "s5.4": "Satisfied",
  "s5.3": "Neither satisfied nor dissatisfied",
  "s5.2": "Dissatisfied",
  "s5.1": "Very dissatisfied",
  "q.kiosk": "How satisfied are you with today's service?",
  "b.again": "Send again",
  "p.short.web": "No sign-in, no cookies.",
  "p.link": "See how we keep information",
  "t.ok": "Thank you. Your rating has been sent.",
  "o.web": "Saved on this device, not sent yet",
  "e.send": "Not sent. Nothing is lost. Press “Send again”; it still counts once.",
  "e.many": "Many people are sending. Saved on this device, sent in a few minutes.",
  "e.store": "This device cannot keep it. Please leave this page open until it is sent.",
  "e.refused": "This rating could not be recorded.",
  "e.403": "This page may not take ratings for this place.",
  "e.404": "This place is unknown or takes no more ratings. Please tell the site's webmaster.",
  "e.422": "This rating is not valid and was not recorded. Please reload the page and rate again.",
  "e.closed": "This place takes ratings at the office's own device only.",
  "e.shut": "Ratings here are closed.",
  "b.page": "Open the rating page",
  "w.late": "More than 15 minutes have passed, so this is a new rating.",
  "x.region": "Feedback",
  "x.queued": "Saved on this device, sending",
};
