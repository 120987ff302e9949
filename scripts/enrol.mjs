/**
 * `npm run enrol -- TOUCHPOINT`: makes a device for a kiosk's touchpoint, and prints what a tablet needs to enrol as it.
 * SERVER is the server's address; by default that of `npm start` on this machine. OFFICE_KEY is a key with the scope
 * `devices:write`; by default the demo's.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { renderUnicodeCompact } from "uqr";
import { addressOf } from "./runtime.mjs";
import { readServerSettings } from "./server-settings.mjs";

const usage = "Usage: npm run enrol -- TOUCHPOINT, such as H20-4v8w2n6r3d";
const touchpointId = /^([A-Z][A-Z0-9]{1,15})-[0-9a-hjkmnp-tv-z]{10}$/;

/** Its message goes to stderr, with exit code 1. */
class EnrolProblem extends Error {}

function demoKey(dataDir) {
  try {
    return JSON.parse(readFileSync(join(dataDir, "demo.json"), "utf8")).key;
  } catch {
    return undefined;
  }
}

function readAsk(touchpoint = "") {
  const [, agency] = touchpointId.exec(touchpoint) ?? [];
  if (agency === undefined) throw new EnrolProblem(usage);
  const { settings, problem } = readServerSettings(process.env);
  if (problem !== undefined) throw new EnrolProblem(problem);
  const key = process.env.OFFICE_KEY || demoKey(settings.dataDir);
  if (!key) throw new EnrolProblem("OFFICE_KEY must be a key with the scope devices:write; there is no demo here.");
  const server = (process.env.SERVER || addressOf(settings.host, settings.port)).replace(/\/+$/, "");
  return { touchpoint, agency, key, server };
}

async function makeDevice({ touchpoint, agency, key, server }) {
  const address = `${server}/v1/agencies/${agency}/devices`;
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const body = JSON.stringify({ touchpoint, name: `Kiosk ${touchpoint}` });
  const answer = await fetch(address, { method: "POST", headers, body }).catch((error) => {
    throw new EnrolProblem(
      `${server} does not answer (${error.cause?.code ?? error.message}). Is \`npm start\` running?`,
    );
  });
  const text = await answer.text();
  if (answer.status !== 201) throw new EnrolProblem(`The server refused: ${answer.status} ${text}`);
  return JSON.parse(text);
}

try {
  const ask = readAsk(process.argv[2]);
  const { device, code, pin, link, expires_at } = await makeDevice(ask);
  const lines = [
    `Made ${device} for ${ask.touchpoint}. Open the link on the tablet, or enter agency and code at ${ask.server}/kiosk/.`,
    "",
    `  Agency        ${ask.agency}`,
    `  Code          ${code.slice(0, 4)} ${code.slice(4)}, once, until ${new Date(expires_at).toLocaleTimeString()}`,
    `  Link          ${link}`,
    `  Technician    PIN ${pin}`,
    "",
    renderUnicodeCompact(link, { border: 2 }),
    "",
    "A tablet's page must be served over https, or from the tablet itself (localhost).",
  ];
  console.log(lines.join("\n"));
} catch (error) {
  console.error(error instanceof EnrolProblem ? error.message : error);
  process.exitCode = 1;
}
