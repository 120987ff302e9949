/** Texts of the badge, in English. */
export const badgeEn = {
  "g.share": "Share satisfied",
  "g.quarter": "Q{digit}\u00a0{year}",
  "g.n": "{n}\u00a0ratings",
  "g.interval": "95% confidence interval: {interval}",
  "g.too-few": "Too few ratings to publish.",
  "g.protects-another": "Not published: it would give away figures of a group of too few people.",
  "g.nobody": "No ratings.",
  "g.none": "No figures have been published yet.",
  "g.earlier": "Last published: {quarter}, {value} ({interval}), {n} ratings.",
  "g.unit": "Figure of the whole unit, not of this place alone.",
  "g.sample": "Simulated figures",
  "g.methods": "How computed",
  "g.board": "Board",
};
