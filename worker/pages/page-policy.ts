/** Content security policy of our pages: scripts, styles and connections of their own server, and nothing else. */
export const pagePolicy: string = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join("; ");

/** A page with a form also sends it, to its own server. */
export const formPolicy: string = pagePolicy.replace("form-action 'none'", "form-action 'self'");

/** The kiosk's page also keeps itself on the device, by a service worker of its own, and plays recordings of its texts. */
export const kioskPolicy: string = `${pagePolicy}; worker-src 'self'; media-src 'self'`;

/** No page may frame the office's: a click there must be meant. It frames the preview of forms, and plays recordings. */
export const officePolicy: string = `${pagePolicy.replace("frame-ancestors 'self'", "frame-ancestors 'none'")}; frame-src 'self'; media-src 'self'`;
