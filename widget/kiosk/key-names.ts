/** Keys that write nothing by themselves; `tone` stands before the Telex key of a tone that is pressed as a mark. */
export const keyNames = { shift: "shift", erase: "erase", tone: "tone-" } as const;
