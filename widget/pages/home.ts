import { showHost } from "./show-host.ts";
import { showLanguage } from "./show-language.ts";

showLanguage(document, location.search);
showHost(document, location.origin);
