import type { Publication } from "../../shared/contract/publication.ts";
import type { CallFault } from "../ui/call-server.ts";
import { type GroundAsked, loadGround, viewOf } from "./board-view.ts";
import type { Read } from "../figures/figures.ts";
import type { BoardView } from "../figures/question.ts";
import type { QuestionController } from "./question-controller.ts";

/**
 * Reads through a new reader all that a view shows. Published figures are read only if there is another publication. Returns
 * false if there is nothing new, or something was not answered: then the reader is of no use.
 */
export async function readAnew(
  view: BoardView,
  all: readonly QuestionController[],
  asked: GroundAsked,
): Promise<boolean> {
  const { read, state } = asked;
  if (view.publication && !(await isReplaced(view.publication, read))) return false;
  const ground = await loadGround(asked);
  const made = ground.ok ? viewOf(ground.value, state, view) : null;
  if (!made) return false;
  const questions = all.map(({ question }) => question).filter((one) => one.isAsked(made.view));
  const answers = await Promise.all(questions.map((one) => one.load(made.view)));
  return answers.every((answer) => answer.ok || !passing.includes(answer.failure));
}

/** Failures that may be over at the next try. Others, such as a missing scope, are part of what the view shows. */
const passing: readonly CallFault[] = ["unreachable", "unavailable", "internal", "rate-limited"];

async function isReplaced({ version }: Publication, read: Read): Promise<boolean> {
  const newest = await read<{ readonly data: readonly Publication[] }>("/publications?limit=1");
  return newest.ok && newest.value.data[0]?.version !== version;
}
