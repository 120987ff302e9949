/**
 * The front door of the server on one's own machine: workerd listens on loopback behind it. workerd ends itself when it
 * has no descriptor left for one more connection, waits for ever for a body, and takes requests in the order in which they
 * come. Here connections are limited, headers and bodies have deadlines, and turns at workerd are shared fairly.
 */
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { Agent, createServer, request as send } from "node:http";
import { FairTurns } from "./fair-turns.mjs";
import { HeldConnections } from "./held-connections.mjs";
import { clientOf, networkOf } from "./trusted-proxies.mjs";

/** Connections of everybody together. Each takes about 10 kB of memory. */
const mostConnections = 4096;
/** workerd works on one request at a time; a group commit gains nothing from more than these at once. */
const atOnce = 64;
/** Requests of one network that wait for their turn; about what workerd does in a fifth of a second. */
const mostWaiting = 512;
/** Connections to workerd, each of which takes two of its descriptors. More than `atOnce`: answers are still being read. */
const mostToRuntime = 192;
/** A request weighs one more for each of these: masking 4 kB of words takes as long as twenty ratings. */
const bytesOfWeight = 1024;
/** A quarter of all turns: a large batch is taken in portions, and must not keep its own network waiting until its end. */
const mostWeight = 16;
const headersWithinMs = 15_000;
/** A whole body must be here after this time, and after a second more for each 8 kB of it. */
const bodyWithinMs = 20_000;
const slowestBytesPerMs = 8;
/** An answer that nobody reads on. */
const readOnWithinMs = 30_000;
/** Longer than a proxy in front keeps its connections to us. */
const keepAliveMs = 75_000;
/** Bodies up to here are complete before they take a turn: the largest batch of feedback. */
const wholeBytes = 256 * 1024;
/** All bodies that wait, together. */
const mostHeldBytes = 64 * 1024 * 1024;

const hopByHop =
  /^(connection|keep-alive|proxy-connection|proxy-authenticate|te|trailer|transfer-encoding|upgrade|expect)$/i;
const forwarding = /^(forwarded|x-forwarded-for|x-real-ip|cf-connecting-ip)$/i;

/** Kinds of problem that `/docs/problems` explains, and what they mean here. */
const titles = {
  400: ["invalid", "The request's address is not a path"],
  408: ["bad-json", "The body did not come in time"],
  503: ["unavailable", "The server is busy; try again later"],
};

function refuse(response, status) {
  if (response.headersSent || response.destroyed) return void response.destroy();
  const [kind, title] = titles[status];
  const body = JSON.stringify({ type: `/docs/problems#${kind}`, title, status, detail: `${title}.` });
  response.writeHead(status, {
    "content-type": "application/problem+json; charset=utf-8",
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    "request-id": randomUUID(),
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "request-id, retry-after",
    connection: "close",
    ...(status === 503 ? { "retry-after": "2" } : {}),
  });
  response.end(body);
}

/** The headers of a message as the next hop gets them. */
function passedOn(rawHeaders, dropped) {
  const kept = [];
  for (let place = 0; place < rawHeaders.length; place += 2) {
    const name = rawHeaders[place];
    if (!hopByHop.test(name) && !dropped?.test(name)) kept.push(name, rawHeaders[place + 1]);
  }
  return kept;
}

/** A request, with as much of its body as has come. */
class Incoming {
  constructor(door, { request, response, client }) {
    Object.assign(this, { door, request, response, client, startedMs: Date.now(), chunks: [], bytes: 0, held: 0 });
    this.isWhole = false;
    this.isSent = false;
    this.answeredBytes = -1;
    this.movedMs = this.startedMs;
    door.incoming.add(this);
    response.once("close", () => this.end());
  }

  /** Calls `ready` once the body is complete, or too large to wait for. */
  gather(ready) {
    const { request, door } = this;
    const isReady = () => {
      request.off("data", take);
      request.off("end", isReady);
      this.isWhole = request.complete;
      if (!this.isWhole) request.pause();
      ready();
    };
    const take = (chunk) => {
      this.chunks.push(chunk);
      this.count(chunk);
      this.held += chunk.length;
      door.heldBytes += chunk.length;
      if (door.heldBytes > mostHeldBytes) refuse(this.response, 503);
      else if (this.held > wholeBytes) isReady();
    };
    request.on("data", take);
    request.once("end", isReady);
    request.on("error", () => {});
  }

  count(chunk) {
    this.bytes += chunk.length;
  }

  isTooSlow(nowMs) {
    if (this.request.complete) return false;
    return (nowMs - this.startedMs - bodyWithinMs) * slowestBytesPerMs > this.bytes;
  }

  /** Whether an answer has waited too long for its reader. */
  isStalled(nowMs, withinMs) {
    const written = this.request.socket.bytesWritten;
    if (!this.response.writableNeedDrain || written !== this.answeredBytes) {
      this.answeredBytes = written;
      this.movedMs = nowMs;
    }
    return nowMs - this.movedMs > withinMs;
  }

  drop() {
    this.door.heldBytes -= this.held;
    this.held = 0;
    this.chunks = [];
  }

  end() {
    this.door.incoming.delete(this);
    this.takeBack?.();
    this.drop();
    this.done?.();
    this.sent?.destroy();
    this.request.socket.held?.idle();
    // What is left of a body that nobody wants must not be taken for the next request.
    if (!this.request.complete) this.request.socket.destroy();
  }
}

function onRequest(door, request, response) {
  if (!request.url.startsWith("/") && request.url !== "*") return refuse(response, 400);
  const { remoteAddress: peer } = request.socket;
  const client = clientOf({ peer: peer ?? "", forwarded: request.headers["x-forwarded-for"], proxies: door.proxies });
  const incoming = new Incoming(door, { request, response, client });
  const isBodiless = request.headers["content-length"] === undefined && !request.headers["transfer-encoding"];
  const takeTurn = () => {
    if (response.destroyed || response.headersSent) return;
    const weight = Math.min(mostWeight, 1 + Math.floor(incoming.bytes / bytesOfWeight));
    incoming.takeBack = door.turns.take(networkOf(client), { weight, begin: (done) => forward(incoming, done) });
    if (incoming.takeBack === null) refuse(response, 503);
  };
  if (!isBodiless) return incoming.gather(takeTurn);
  incoming.isWhole = true;
  takeTurn();
}

/** Sends a request on to workerd, and its answer back. The turn is over when the answer begins. */
function forward(incoming, done) {
  const { door, request, response, chunks, isWhole } = incoming;
  incoming.done = done;
  request.socket.held?.busy();
  door.makeRoom();
  const headers = passedOn(request.rawHeaders, isWhole ? /^(content-length)$/i : null);
  const own = ["X-Forwarded-For", incoming.client];
  const all = headers.filter((_, place) => !forwarding.test(headers[place - (place % 2)]));
  const body = Buffer.concat(chunks);
  const hasBody = request.method !== "GET" && request.method !== "HEAD";
  const framing = !isWhole && !request.headers["content-length"] ? ["Transfer-Encoding", "chunked"] : [];
  const length = isWhole && (hasBody || body.length > 0) ? ["Content-Length", String(body.length)] : [];
  const options = { agent: door.agent, host: "127.0.0.1", port: door.runtimePort, method: request.method };
  const sent = send({ ...options, path: request.url, headers: [...all, ...own, ...length, ...framing] });
  incoming.sent = sent;
  sent.on("response", (answer) => answerWith(incoming, answer, done));
  sent.on("error", () => {
    done();
    refuse(response, 503);
  });
  incoming.drop();
  if (isWhole) return void sent.end(body);
  sent.write(body);
  request.on("data", (chunk) => incoming.count(chunk));
  request.pipe(sent);
}

function answerWith({ response }, answer, done) {
  done();
  if (response.destroyed || response.headersSent) return void answer.destroy();
  response.writeHead(answer.statusCode, answer.statusMessage, passedOn(answer.rawHeaders));
  answer.on("error", () => response.destroy());
  answer.pipe(response);
}

/** Descriptors that a process may open where the system does not say; Windows has no such limit. */
const usualDescriptors = 8192;

/**
 * How many descriptors we, and workerd after us, may open. Node raised its own limit at its start as far as it may.
 */
function descriptorLimit() {
  if (process.platform === "win32") return usualDescriptors;
  const said = spawnSync("sh", ["-c", "ulimit -n"], { encoding: "utf8" }).stdout?.trim() ?? "";
  return said === "unlimited" ? mostConnections * 2 : Number(said) || usualDescriptors;
}

/** How many connections to hold at most, by the descriptors that a process may open: well below them. */
export function connectionLimits(descriptors = descriptorLimit()) {
  const most = Math.max(64, Math.min(mostConnections, Math.floor(descriptors / 2)));
  return { most, toRuntime: Math.min(mostToRuntime, Math.max(16, Math.floor(descriptors / 5))) };
}

/**
 * Opens the door at an address. Returns `{ port, close }`, or `{ problem }`.
 * @param {{ host: string, port: number, runtimePort: number, proxies: import("node:net").BlockList }} options
 */
export function openFrontDoor({ host, port, runtimePort, proxies }) {
  const { most, toRuntime } = connectionLimits();
  const held = new HeldConnections(most);
  const door = {
    ...{ runtimePort, proxies, heldBytes: 0, incoming: new Set() },
    agent: new Agent({ keepAlive: true, maxSockets: toRuntime, timeout: 5000, scheduling: "lifo" }),
    turns: new FairTurns({ atOnce, mostWaiting, nowMs: () => performance.now() }),
    /** If workerd's connections run out, closes the answer that has waited longest for its reader. */
    makeRoom() {
      const answering = [...door.incoming].filter(({ sent }) => sent !== undefined);
      if (answering.length < toRuntime) return;
      const stalled = answering.filter(({ response }) => response.writableNeedDrain);
      stalled.toSorted((one, other) => one.movedMs - other.movedMs)[0]?.response.destroy();
    },
  };
  const server = createServer({
    headersTimeout: headersWithinMs,
    requestTimeout: 0,
    connectionsCheckingInterval: 1000,
  });
  server.keepAliveTimeout = keepAliveMs;
  server.on("connection", (socket) => {
    socket.held = held.add(socket);
  });
  server.on("request", (request, response) => onRequest(door, request, response));
  const watch = setInterval(() => lookAtDeadlines(door), 1000);
  watch.unref();
  return new Promise((resolve) => {
    server.once("error", (error) => resolve({ problem: `HOST ${host}, PORT ${port}: ${error.message}` }));
    server.listen({ host, port, backlog: 1024 }, () =>
      resolve({ port: server.address().port, close: () => close(server, watch) }),
    );
  });
}

function lookAtDeadlines({ incoming }) {
  const nowMs = Date.now();
  for (const one of incoming) {
    if (one.isTooSlow(nowMs)) refuse(one.response, 408);
    else if (one.isStalled(nowMs, readOnWithinMs)) one.response.destroy();
  }
}

/** Lets nobody in any more. */
function close(server, watch) {
  clearInterval(watch);
  server.close();
  server.closeIdleConnections();
}
