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
  const attempt: Reopening<Connection> = async (work) => {
    connection = connection || open(drop);
    return work(await connection);
  };
  return async (work) => {
    const isFresh = !connection;
    try {
      return await attempt(work);
    } catch (error) {
      drop();
      if (isFresh) throw error;
      return attempt(work);
    }
  };
}
