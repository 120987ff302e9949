import { startSealedDoor } from "../../sealed/start-sealed-door.ts";
import { agencyInPath } from "./agency-in-path.ts";

// The page is a file that people keep and check by its hash. It has no server of its own: the person names one.
const form = document.querySelector("form");
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const given = new FormData(form);
  const server = String(given.get("server")).trim().replace(/\/+$/, "");
  const agency = agencyInPath(`/sealed/${String(given.get("agency")).trim().toUpperCase()}`);
  startSealedDoor({ server, agency, lang: "vi" });
  form.replaceWith(document.createElement("sealed-door"));
});
