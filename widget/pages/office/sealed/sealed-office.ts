import { startSealedOffice } from "../../../sealed/start-sealed-office.ts";

startSealedOffice(location.origin, new URLSearchParams(location.search).get("lang") ?? "vi");
