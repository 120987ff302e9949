import * as z from "zod/mini";
import { slug } from "../codes.ts";
import { scales } from "../levels.ts";
import { choiceOption } from "./form.ts";
import { localizedText } from "./localized-text.ts";

/** An option with its newest text. Its id stays taken where no form offers it any more (`is_offered` false). */
export const askedOption = z.extend(choiceOption, { is_offered: z.boolean() });

const text = z.nullable(localizedText);

/** A question that some form has or had, with what never changes of it. Options stand in the order of first appearance. */
export const askedQuestion = z.discriminatedUnion("type", [
  z.strictObject({ id: slug, type: z.literal("rating"), scale: z.literal([...scales]), text }),
  z.strictObject({ id: slug, type: z.literal("choice"), options: z.array(askedOption), text }),
]);

/** See {@link askedQuestion}. */
export type AskedQuestion = z.infer<typeof askedQuestion>;
