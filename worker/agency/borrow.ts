/** What an object hands out over RPC can be given back. */
export type HandedOut = { readonly [Symbol.dispose]?: () => void };

/** Asks something of what an object hands out, in the same round trip as handing it out, and gives it back. */
export async function borrow<Port extends object, T>(port: Port, ask: (port: Port) => Promise<T>): Promise<T> {
  try {
    return await ask(port);
  } finally {
    (port as HandedOut)[Symbol.dispose]?.();
  }
}
