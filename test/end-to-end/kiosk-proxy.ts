import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, request as forward } from "node:http";
import type { AddressInfo } from "node:net";

/** What happens to a request: it arrives, it is dropped, its answer is lost, or it is delayed. */
export type Fate = "arrives" | "dropped" | "answer-lost" | { readonly delayMs: number };

/** A server that the network can cut off, and that can serve a newer page. */
export type KioskProxy = {
  /** Such as `http://127.0.0.1:40124`. */
  readonly origin: string;
  /** Whether the network works. */
  isUp: boolean;
  /** Serves a newer page with this text in it; empty: the page as it is. */
  newer: string;
  /** Decides what happens to a request such as `POST /v1/feedback`. */
  meet: (call: string) => Fate;
  /** Requests so far: method and path. */
  readonly asked: string[];
  readonly close: () => Promise<unknown>;
};

const page = "/kiosk/";
const worker = "/kiosk/service-worker.js";

/** Starts a proxy for a server. */
export async function kioskProxy(baseUrl: string): Promise<KioskProxy> {
  const proxy = { isUp: true, newer: "", meet: (_call: string): Fate => "arrives", asked: [] as string[] };
  const server = createServer((request, response) => {
    const call = `${request.method} ${request.url}`;
    proxy.asked.push(call);
    const fate = proxy.isUp ? proxy.meet(call) : "dropped";
    const passing = { baseUrl, newer: proxy.newer, isAnswerLost: fate === "answer-lost" };
    if (fate === "dropped") request.socket.destroy();
    else if (typeof fate === "object") setTimeout(() => pass(request, response, passing), fate.delayMs);
    else pass(request, response, passing);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(proxy, {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  });
}

function changed(path: string, newer: string): ((text: string) => string) | undefined {
  if (newer === "") return undefined;
  if (path === worker) return (text) => text.replace(/kiosk-\d[\w.-]*/, `kiosk-${newer}`);
  return path === page ? (text) => text.replace("<body>", `<body data-version="${newer}">`) : undefined;
}

type Passing = { readonly baseUrl: string; readonly newer: string; readonly isAnswerLost: boolean };

function pass(request: IncomingMessage, response: ServerResponse, { baseUrl, newer, isAnswerLost }: Passing): void {
  const change = changed(request.url ?? "", newer);
  const headers = { ...request.headers, host: new URL(baseUrl).host };
  if (change) {
    delete headers["accept-encoding"];
    delete headers["if-none-match"];
  }
  const ahead = forward(
    new URL(request.url ?? "/", baseUrl),
    { method: request.method ?? "GET", headers },
    (answer) => {
      if (isAnswerLost) {
        answer.resume().once("end", () => request.socket.destroy());
        return;
      }
      if (!change) {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
        return;
      }
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () => {
        const { "content-length": _length, etag: _etag, ...rest } = answer.headers;
        response.writeHead(answer.statusCode ?? 502, rest);
        response.end(change(Buffer.concat(parts).toString("utf8")));
      });
    },
  );
  ahead.on("error", () => response.destroy());
  request.pipe(ahead);
}
