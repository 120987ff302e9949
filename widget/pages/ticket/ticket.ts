import { startTicket } from "../../ticket/start-ticket.ts";

startTicket(location.origin, new URLSearchParams(location.search).get("lang") ?? "vi");
