import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

/** A real provider of OpenID Connect on this machine. It takes any name with any password. */
export type LocalProvider = { readonly issuer: string; readonly close: () => Promise<void> };

/** What the provider knows of the server under test. */
export type RegisteredClient = { readonly id: string; readonly secret: string; readonly redirects: readonly string[] };

/** Starts a provider on a free port of `localhost`, which to browsers is another site than `127.0.0.1`. */
export async function startProvider({ id, secret, redirects }: RegisteredClient): Promise<LocalProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const provider = new Provider(issuer, {
    clients: [{ client_id: id, client_secret: secret, redirect_uris: redirects, response_types: ["code"] }],
    cookies: { keys: ["of these tests"] },
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256" }] },
    pkce: { required: () => true },
  });
  server.on("request", provider.callback());
  return {
    issuer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
