import type { OfficeDeps } from "../office-ui/office-page-element.ts";

/** Hands a file to the browser's downloads. Its address is given back after a minute, when the browser has surely begun. */
export function saveFile(file: Blob, name: string, { every }: Pick<OfficeDeps, "every">): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  const stop = every(60_000, () => {
    URL.revokeObjectURL(link.href);
    stop();
  });
}
