import { startBoard } from "./start-board.ts";

startBoard(null);
