import { startBoard } from "../../board/start-board.ts";

// What only the office sees is loaded with its key.
startBoard(() => import("../../board/office-questions.ts").then(({ officeQuestions }) => officeQuestions));
