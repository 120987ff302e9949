/** Sizes that a message is padded to before it is sealed, in bytes. A sealed message reveals only which size it has. */
export const sealedSizes = [1024, 4096, 16_384] as const;

/** Number of bytes before the text that hold its length. */
export const lengthBytes = 4;
