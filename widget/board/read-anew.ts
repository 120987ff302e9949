import type { Publication } from "../../shared/contract/publication.ts";
import { type GroundAsked, loadGround, viewOf } from "./board-view.ts";
import type { Read } from "../figures/figures.ts";
import type { AnyQuestion, BoardView } from "../figures/question.ts";

/** What a view is read anew by, and the questions that it may show. */
export type AskedAnew = GroundAsked & { readonly questions: readonly AnyQuestion[] };

/**
 * Reads through a new reader all that a view shows. Published figures are read only if there is another publication. Returns
 * false if there is nothing new, or not everything was answered: then the reader is of no use.
 */
export async function readAnew(view: BoardView, { questions, ...asked }: AskedAnew): Promise<boolean> {
  const { read, state } = asked;
  if (view.publication && !(await isReplaced(view.publication, read))) return false;
  const ground = await loadGround(asked);
  const made = ground.ok ? viewOf(ground.value, state, view) : null;
  if (!made) return false;
  const shown = questions.filter((one) => one.isAsked(made.view));
  const answers = await Promise.all(shown.map((one) => one.load(made.view)));
  return answers.every(({ ok }) => ok);
}

async function isReplaced({ version }: Publication, read: Read): Promise<boolean> {
  const newest = await read<{ readonly data: readonly Publication[] }>("/publications?limit=1");
  return newest.ok && newest.value.data[0]?.version !== version;
}
