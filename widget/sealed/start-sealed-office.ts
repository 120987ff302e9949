import { pickLanguage } from "../messages/messages.ts";
import { callServer } from "../ui/call-server.ts";
import { SealedOfficeElement } from "./sealed-office-element.ts";
import { startSealedSheet, startSealing, startSpeaking } from "./start-sealed-door.ts";

/** Defines `<sealed-office>`, which talks to one server. */
export function startSealedOffice(server: string, lang: string): void {
  const ports = {
    call: callServer(fetch.bind(window), server),
    seal: startSealing(),
    sheet: startSealedSheet(),
    language: pickLanguage(lang),
    save: saveFile,
    print: () => print(),
    speaks: startSpeaking,
  };
  customElements.define(
    "sealed-office",
    class extends SealedOfficeElement {
      constructor() {
        super(ports);
      }
    },
  );
}

function saveFile(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
