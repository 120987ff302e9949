import { startBoard } from "../../board/start-board.ts";

// What only the office sees comes with its key, and presenting with the first slide.
startBoard({
  loadOffice: () => import("../../office-questions/office-questions.ts").then(({ officeQuestions }) => officeQuestions),
  loadPresenting: () => import("../../board/present-controller.ts").then(({ PresentController }) => PresentController),
});
