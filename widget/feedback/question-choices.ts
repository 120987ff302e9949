import type { Question } from "../../shared/contract/form.ts";
import type { Say } from "../messages/pick-messages.ts";
import type { MessageKey } from "../messages/vi.ts";
import type { Choice } from "./choices-template.ts";

// Words of each scale's levels, best first. Four levels are the five without their middle.
const five: readonly MessageKey[] = ["s5.5", "s5.4", "s5.3", "s5.2", "s5.1"];
const words: Readonly<Record<number, readonly MessageKey[]>> = {
  3: ["s5.5", "s5.4", "s3.1"],
  4: five.filter((key) => key !== "s5.3"),
  5: five,
};

/** Levels of a question as things to choose, best first; an 11-level question as the numbers 10 to 0. */
export function questionChoices({ scale }: Question, level: number | undefined, say: Say): Choice[] {
  const levels = Array.from({ length: scale }, (_, index) => scale - index);
  return levels.map((one, index) => {
    const id = String(one);
    const isChosen = one === level;
    if (scale === 11) return { id, word: String(one - 1), label: say("s11", { n: one - 1 }), isChosen };
    const word = say((words[scale] as readonly MessageKey[])[index] as MessageKey);
    return { id, word, label: say("x.opt", { word, i: one, n: scale }), isChosen };
  });
}
