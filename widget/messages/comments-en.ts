/** Texts around published comments, in English. */
export const commentsEn = {
  "p.region": "Published comments",
  "p.none": "No comment has been published yet.",
  "p.loading": "Loading comments…",
  "p.lost": "Comments could not be loaded.",
  "p.again": "Load again",
  "p.more": "Show more",
  "p.shown": "{n} comments shown",
  "p.on": "Comment of {day}",
  "p.reply": "{unit} answered on {day}",
  "p.apart": "Not counted as comments (adverts, tests, abuse): {n}.",
  "p.note": "The agency reads each comment before it publishes it; personal data is masked.",
};
