import type { CommentsMessageKey } from "./comments-messages.ts";

/** What stands around published comments, in English. */
export const commentsEn: Record<CommentsMessageKey, string> = {
  "p.region": "Published comments",
  "p.none": "No comment has been published yet.",
  "p.loading": "Loading comments…",
  "p.lost": "Comments could not be loaded.",
  "p.again": "Load again",
  "p.more": "Show more",
  "p.shown": "{n} comments shown",
  "p.on": "Comment of {day}",
  "p.reply": "{unit} answered on {day}",
  "p.apart": "Sent here but no comment (adverts, tests, abuse): {n}.",
  "p.note": "The agency publishes comments that it has read; personal data is masked.",
};
