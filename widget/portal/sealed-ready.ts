/** What the page of sealed reports says to the page that opened it: that words may come, under this name. */
export const sealedReady = "citizen-sealed-ready";
