import { SealedOfficeElement } from "./sealed-office-element.ts";
import { startPage } from "../ui/start-page.ts";
import { startSealing } from "./start-sealing.ts";

/** Defines `<sealed-office>`, which talks to one server. */
export function startSealedOffice(server: string, lang: string): void {
  startPage(SealedOfficeElement, { tag: "sealed-office", server, lang }, { seal: startSealing(), save: saveFile });
}

function saveFile(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
