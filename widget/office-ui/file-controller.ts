/** Saves files for people. */
export const fileController: {
  readonly save: (
    file: Blob,
    name: string,
    deps: { readonly every: (ms: number, task: () => void) => () => void },
  ) => void;
} = {
  /** Hands a file to the browser's downloads. Its address is given back after a minute, when the browser has surely begun. */
  save: (file, name, { every }) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = name;
    link.click();
    const stop = every(60_000, () => {
      URL.revokeObjectURL(link.href);
      stop();
    });
  },
};
