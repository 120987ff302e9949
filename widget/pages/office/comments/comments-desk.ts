import { startCommentsDesk } from "../../../office/start-comments-desk.ts";

startCommentsDesk(location.origin, new URLSearchParams(location.search).get("lang") ?? "vi");
