import { showRating } from "./show-rating.ts";

showRating(document, location.pathname);
