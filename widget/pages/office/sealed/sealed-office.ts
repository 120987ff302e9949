import { startSealedOffice } from "../../../start-sealed-office.ts";

startSealedOffice(location.origin, new URLSearchParams(location.search).get("lang") ?? "vi");
