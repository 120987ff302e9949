import { startSealedDoor } from "../../sealed/start-sealed-door.ts";
import { agencyInPath } from "./agency-in-path.ts";

// Kept as a file and checked by its hash, the page knows no server of its own: the person names it.
const form = document.querySelector("form");
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const given = new FormData(form);
  const server = String(given.get("server")).trim().replace(/\/+$/, "");
  const agency = agencyInPath(`/sealed/${String(given.get("agency")).trim().toUpperCase()}`);
  startSealedDoor({ server, agency, lang: "vi" });
  form.replaceWith(document.createElement("sealed-door"));
});
