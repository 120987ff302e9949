import { startSealedDoor } from "../../sealed/start-sealed-door.ts";
import { agencyInPath } from "./agency-in-path.ts";

const lang = new URLSearchParams(location.search).get("lang") ?? "vi";
startSealedDoor({ server: location.origin, agency: agencyInPath(location.pathname), lang });
