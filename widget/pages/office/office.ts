import { startOffice } from "../../office/start-office.ts";

startOffice(location.origin, new URLSearchParams(location.search).get("lang"));
