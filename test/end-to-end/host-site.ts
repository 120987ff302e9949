import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Another site, on its own port. */
export type HostSite = {
  /** Such as `http://127.0.0.1:40124`. */
  readonly origin: string;
  /** The same site without a secure context, as on an intranet without certificates. */
  readonly plainOrigin: string;
  readonly close: () => Promise<unknown>;
};

/** Files by path, and their content security policy. */
export type HostFiles = { readonly policy: string; readonly files: Readonly<Record<string, string>> };

function typeOf(path: string): string {
  return path.endsWith(".css") ? "text/css" : path.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8";
}

/** Serves pages from another origin than the server's, as an office's website does. */
export async function hostSite({ policy, files }: HostFiles): Promise<HostSite> {
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").replace(/\?.*/, "");
    const body = files[path];
    response.writeHead(body === undefined ? 404 : 200, {
      "content-type": typeOf(path),
      "content-security-policy": policy,
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    plainOrigin: `http://portal.test:${port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
