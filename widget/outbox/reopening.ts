/** Work on a connection; answers what the work answers. */
export type Reopening<Connection> = <T>(work: (connection: Connection) => Promise<T>) => Promise<T>;

/**
 * Keeps one connection open, and does work once more on a fresh one where the first turns out to be shut, as browsers on
 * phones do in the background.
 * @param open opens a connection; calls back when the connection is to be used no more
 */
export function reopening<Connection>(open: (closed: () => void) => Promise<Connection>): Reopening<Connection> {
  let connection: Promise<Connection> | undefined;
  const drop = (): void => {
    connection = undefined;
  };
  const use: Reopening<Connection> = async (work) => {
    const isFresh = !connection;
    connection = connection || open(drop);
    try {
      return await work(await connection);
    } catch (error) {
      drop();
      if (isFresh) throw error;
      return use(work);
    }
  };
  return use;
}
