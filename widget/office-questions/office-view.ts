import type { BoardView } from "../figures/question.ts";
import { type OfficeSay, pickOfficeMessages } from "./office-messages.ts";

/** The view of a question for the office alone: with its texts. */
export type OfficeView = Omit<BoardView, "say"> & { readonly say: OfficeSay };

/** Adds the office's texts to a view. */
export function officeView(view: BoardView): OfficeView {
  return { ...view, say: pickOfficeMessages(view.language, view.say) };
}
