import { isIP } from "node:net";
import { resolve } from "node:path";
import { readTrustedProxies } from "./trusted-proxies.mjs";

const agencyCode = /^[A-Z][A-Z0-9]{1,15}$/;
const hostName =
  /^(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/;

function readPort(text) {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65535) return Number(text);
  return fault("PORT", text, "a number from 1 to 65535, or 0 for any free port");
}

function readHost(text) {
  const host = text.replace(/^\[(.*)\]$/, "$1");
  const looksNumeric = /^[\d.]+$/.test(host);
  if (isIP(host) !== 0 || (hostName.test(host) && !looksNumeric)) return host;
  return fault("HOST", text, "an IP address or a host name");
}

function readDataDir(text) {
  return text.includes("\0") ? fault("DATA_DIR", text, "a folder's path") : resolve(text);
}

function readRootKey(text) {
  if (text === "" || /^[\x21-\x7e]{16,512}$/.test(text)) return text;
  // The key must not appear in a log.
  return fault("ROOT_KEY", "…", "16 to 512 printable characters without spaces");
}

function readAgencies(text) {
  const codes =
    text === "all"
      ? []
      : text
          .split(",")
          .map((code) => code.trim())
          .filter((code) => code !== "");
  const wrong = codes.find((code) => !agencyCode.test(code));
  return wrong === undefined ? codes : fault("AGENCIES", wrong, "a comma list of agency codes such as H20, or all");
}

function readRateLimit(text) {
  if (text === "" || text === "off" || /^[1-9]\d{0,5}$/.test(text)) return text;
  return fault("RATE_LIMIT", text, "off, or how much feedback a device may send in a minute, from 1 to 999999");
}

function readProxies(text) {
  const { proxies, wrong } = readTrustedProxies(text);
  if (wrong === undefined) return { proxies, text };
  return fault(
    "TRUSTED_PROXIES",
    wrong,
    "a comma list of IP addresses and blocks such as 10.0.0.0/8, loopback, or none",
  );
}

/** Secrets of clients at providers of OpenID Connect, by agency. They must not appear in a log. */
function readOidcSecrets(text) {
  if (text === "") return text;
  let secrets = null;
  try {
    secrets = JSON.parse(text);
  } catch {
    // Said below.
  }
  const isRight =
    typeof secrets === "object" &&
    secrets !== null &&
    Object.entries(secrets).every(([code, secret]) => agencyCode.test(code) && typeof secret === "string");
  return isRight ? text : fault("OIDC_SECRETS", "…", 'JSON such as {"H20":"secret"}, by agency codes');
}

function readDemo(text) {
  if (text === "0" || text === "1" || text === "H20") return { hasDemo: text !== "0", hasSample: text === "1" };
  return fault("DEMO", text, "1, H20 for the demo without the sample province, or 0");
}

function fault(name, given, wanted) {
  return { problem: `${name} must be ${wanted}; it is "${given}".` };
}

const variables = {
  port: { name: "PORT", otherwise: "8787", read: readPort },
  host: { name: "HOST", otherwise: "127.0.0.1", read: readHost },
  dataDir: { name: "DATA_DIR", otherwise: ".data", read: readDataDir },
  rootKey: { name: "ROOT_KEY", otherwise: "", read: readRootKey },
  agencies: { name: "AGENCIES", otherwise: "", read: readAgencies },
  rateLimit: { name: "RATE_LIMIT", otherwise: "", read: readRateLimit },
  trustedProxies: { name: "TRUSTED_PROXIES", otherwise: "loopback", read: readProxies },
  oidcSecrets: { name: "OIDC_SECRETS", otherwise: "", read: readOidcSecrets },
  demo: { name: "DEMO", otherwise: "1", read: readDemo },
};

/**
 * Reads the server's environment variables. An empty one counts as not set.
 * Returns `{ settings }`, with `rootKey` "" if one must be made, or `{ problem }` for the first wrong variable.
 */
export function readServerSettings(environment) {
  const settings = {};
  for (const [key, { name, otherwise, read }] of Object.entries(variables)) {
    const value = read(environment[name] || otherwise);
    if (value?.problem !== undefined) return { problem: value.problem };
    settings[key] = value;
  }
  return { settings };
}
