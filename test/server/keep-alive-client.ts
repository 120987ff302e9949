import { Agent, request } from "node:http";

/** An answer of the server; null if the connection broke first. */
export type Answer = { readonly status: number; readonly body: string } | null;

/** Posts JSON over a fixed number of connections, which stay open. */
export type KeepAliveClient = {
  readonly post: (path: string, body: string) => Promise<Answer>;
  readonly close: () => void;
};

/** Makes a client with `connections` sockets. */
export function keepAliveClient(baseUrl: string, connections: number): KeepAliveClient {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const headers = { "content-type": "application/json" };
  return {
    post: (path, body) =>
      new Promise((resolve) => {
        const sent = request(baseUrl + path, { method: "POST", agent, headers }, (response) => {
          let text = "";
          response.setEncoding("utf8").on("data", (chunk: string) => {
            text += chunk;
          });
          response.on("end", () =>
            resolve(response.complete ? { status: response.statusCode ?? 0, body: text } : null),
          );
          response.on("error", () => resolve(null));
        });
        sent.on("error", () => resolve(null));
        sent.end(body);
      }),
    close: () => agent.destroy(),
  };
}
