/** Lengths to which what is sealed is padded, in bytes: all that its length tells is which of them it is. */
export const sealedSizes = [1024, 4096, 16_384] as const;

/** Bytes before the text that say how long it is. */
export const lengthBytes = 4;
