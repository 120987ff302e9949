import { followedRating, showRating } from "./show-rating.ts";

showRating(document, location.pathname, location.hash);
if (followedRating(location.hash)) void import("../../portal/start-follow.ts").then(({ startFollow }) => startFollow());
