/** A file's text, put into the bundle: tests in the real runtime have no disk to read from. */
declare module "*?raw" {
  const text: string;
  export default text;
}
