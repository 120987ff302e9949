import type { RowOf } from "../office-ui/office-client.ts";

/** The steps of the set-up, in their order. */
export const setupSteps = ["agency", "units", "touchpoint", "page"] as const;

/** See {@link setupSteps}. */
export type Step = (typeof setupSteps)[number];

/** What the agency has set up already. The server knows it all, so the set-up can be left and gone on with anywhere. */
export type SetUp = {
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  /** Units besides the agency itself. */
  readonly units: readonly Pick<RowOf<"listUnits">, "code" | "name">[];
  /** The first touchpoint that a page can have. */
  readonly touchpoint: Pick<RowOf<"listTouchpoints">, "id" | "name"> | null;
  /** Ids of the forms that a touchpoint can have. */
  readonly forms: readonly string[];
  /** Whether somebody has rated. */
  readonly isRated: boolean;
};

/** Whether a step is done. */
export function isDone(step: Step, { address, phone, units, touchpoint, isRated }: SetUp): boolean {
  if (step === "agency") return address !== "" || phone !== "";
  if (step === "units") return units.length > 0;
  return step === "touchpoint" ? touchpoint !== null : isRated;
}

/** The step to go on with: the first that is neither done nor skipped; the last one if there is none. */
export function nextStep(setUp: SetUp, skipped: readonly Step[]): Step {
  return setupSteps.find((step) => !isDone(step, setUp) && !skipped.includes(step)) ?? "page";
}

/** The two lines for a page, with the link that stays where no script runs. */
export function snippetOf(server: string, touchpoint: string): string {
  return `<script type="module" src="${server}/widget/v1/citizen-feedback.js"></script>
<citizen-feedback touchpoint="${touchpoint}"><a href="${server}/rate/${touchpoint}">Đánh giá</a></citizen-feedback>`;
}
