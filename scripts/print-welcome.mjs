import { networkInterfaces } from "node:os";

function addressesFromOutside(host, port) {
  if (host !== "0.0.0.0" && host !== "::") return [];
  const all = Object.values(networkInterfaces()).flat();
  return all
    .filter(({ internal, family }) => !internal && family === "IPv4")
    .map(({ address }) => `http://${address}:${port}`);
}

// The demo's days are in Vietnam's time zone, wherever the server is.
const yearThere = new Intl.DateTimeFormat("en", { timeZone: "Asia/Ho_Chi_Minh", year: "numeric" });

/** A demo from before there were counters has no counter, and only the office key. */
function demoLines(address, { key, portal, kiosk, counter, unitKey, inspectorateKey, sample }) {
  return [
    `  Demo portal     ${address}/demo/`,
    `  Rating page     ${address}/rate/${portal}`,
    `  Comments        ${address}/office/H20/comments with the unit key, ${address}/ticket/ for who wrote`,
    `  Sealed reports  ${address}/office/sealed/ for the inspectorate, then ${address}/sealed/H20`,
    `  Indices         ${address}/v1/agencies/H20/indices?period=${yearThere.format()}`,
    "",
    `  Touchpoints     ${portal} (portal), ${kiosk} (kiosk)${counter ? `, ${counter} (counter)` : ""}`,
    `  Office key      ${key}`,
    ...(unitKey ? [`  Unit key        ${unitKey}`] : []),
    ...(inspectorateKey ? [`  Inspectorate    ${inspectorateKey}`] : []),
    `  Kiosk           npm run enrol -- ${kiosk} makes a code for a tablet`,
    ...(sample ? sampleLines(address, sample) : []),
  ];
}

/** Lines of the sample province. Older demos have none, nor has DEMO=H20. */
function sampleLines(address, key) {
  return [
    "",
    `  Sample board    ${address}/board/X99, with simulated figures of 13 months`,
    `  Sample key      ${key}`,
  ];
}

/**
 * Prints the server's addresses, and the keys to try it with.
 * @param {{ address: string, host: string, port: number, version: string, rootKeyPath: string | null, demo: object |
 * null }} server
 */
export function printWelcome({ address, host, port, version, rootKeyPath, demo }) {
  const lines = [`citizen-feedback ${version} is ready.`, "", `  Here            ${address}/`];
  lines.push(`  The office      ${address}/office/`);
  for (const outside of addressesFromOutside(host, port)) lines.push(`  On the network  ${outside}/`);
  if (demo) lines.push(...demoLines(address, demo));
  if (rootKeyPath !== null) lines.push(`  Root key        in ${rootKeyPath}`);
  lines.push("", "Ctrl-C stops it.");
  console.log(lines.join("\n"));
}
