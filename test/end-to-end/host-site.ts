import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A site that is not ours, on a port of its own. */
export type HostSite = {
  /** Such as `http://127.0.0.1:40124`. */
  readonly origin: string;
  /** The same site where it is no secure context, as on an intranet without certificates. */
  readonly plainOrigin: string;
  readonly close: () => Promise<unknown>;
};

/** What such a site serves: files by path, under one policy. */
export type HostFiles = { readonly policy: string; readonly files: Readonly<Record<string, string>> };

function typeOf(path: string): string {
  return path.endsWith(".css") ? "text/css" : path.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8";
}

/** Serves pages as an office's webmaster would, from another origin than the server's. */
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
