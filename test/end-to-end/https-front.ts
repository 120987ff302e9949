import { request as forward } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import bundle from "playwright-core/lib/coreBundle";

/** A proxy with TLS before a server, as a province has one. Its certificate is made at its start, and signed by nobody. */
export type HttpsFront = {
  /** Such as `https://127.0.0.1:40124`. */
  readonly origin: string;
  readonly close: () => Promise<unknown>;
};

/** Starts a proxy with TLS on a free port. */
export async function httpsFront(baseUrl: string): Promise<HttpsFront> {
  const front = createServer(bundle.utils.generateSelfSignedCertificate(), (request, response) => {
    const headers = { ...request.headers, "x-forwarded-proto": "https" };
    const ahead = forward(new URL(request.url ?? "/", baseUrl), { method: request.method ?? "GET", headers });
    ahead.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    ahead.on("error", () => response.destroy());
    request.pipe(ahead);
  });
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  const { port } = front.address() as AddressInfo;
  return {
    origin: `https://127.0.0.1:${port}`,
    close: () => {
      front.closeAllConnections();
      return new Promise((resolve) => front.close(resolve));
    },
  };
}
