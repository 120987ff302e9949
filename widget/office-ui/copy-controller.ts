/** Copies texts for people. */
export const copyController: { readonly copy: (text: string) => Promise<boolean> } = {
  /** Returns whether the browser has done so. */
  copy: (text) =>
    navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    ),
};
