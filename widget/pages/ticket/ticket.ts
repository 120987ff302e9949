import { startTicket } from "../../start-ticket.ts";

startTicket(location.origin, new URLSearchParams(location.search).get("lang") ?? "vi");
