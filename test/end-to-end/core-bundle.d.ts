/** What these tests use of playwright's inner functions, which bring no types. */
declare module "playwright-core/lib/coreBundle" {
  const bundle: {
    readonly utils: {
      /** Makes a certificate for `localhost`, good for a year, and its key, in PEM. */
      generateSelfSignedCertificate(): { readonly cert: string; readonly key: string };
    };
  };
  export default bundle;
}
