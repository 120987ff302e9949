// The sheet can be printed by the browser's own command. With scripts it has a button, too.
const button: HTMLElement | null = document.querySelector<HTMLElement>("#print");
button?.removeAttribute("hidden");
button?.addEventListener("click", () => print());
