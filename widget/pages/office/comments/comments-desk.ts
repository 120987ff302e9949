import { startCommentsDesk } from "../../../desk/start-comments-desk.ts";

startCommentsDesk(location.origin, new URLSearchParams(location.search).get("lang") ?? "vi");
