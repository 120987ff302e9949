import { networkInterfaces } from "node:os";

function addressesFromOutside(host, port) {
  if (host !== "0.0.0.0" && host !== "::") return [];
  const all = Object.values(networkInterfaces()).flat();
  return all
    .filter(({ internal, family }) => !internal && family === "IPv4")
    .map(({ address }) => `http://${address}:${port}`);
}

/**
 * Says where the server is and with what it can be tried.
 * @param {{ address: string, host: string, port: number, version: string, rootKeyPath: string | null, demo: object | null }} server
 */
export function printWelcome({ address, host, port, version, rootKeyPath, demo }) {
  const lines = [`citizen-feedback ${version} is ready.`, "", `  Here            ${address}/`];
  for (const outside of addressesFromOutside(host, port)) lines.push(`  On the network  ${outside}/`);
  if (demo) {
    lines.push(
      `  Demo portal     ${address}/demo/`,
      `  Rating page     ${address}/rate/${demo.portal}`,
      `  Indices         ${address}/v1/agencies/H20/indices?period=${new Date().getFullYear()}`,
      "",
      `  Touchpoints     ${demo.portal} (portal), ${demo.kiosk} (kiosk)`,
      `  Office key      ${demo.key}`,
      `  Kiosk           npm run enrol -- ${demo.kiosk} makes a code for a tablet`,
    );
  }
  if (rootKeyPath !== null) lines.push(`  Root key        in ${rootKeyPath}`);
  lines.push("", "Ctrl-C stops it.");
  console.log(lines.join("\n"));
}
