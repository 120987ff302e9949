import { showHost } from "./show-host.ts";

showHost(document, location.origin);
