export { answerJsonSchema } from "./answer-schema.js";
export { ControllerKey } from "./controller-key.js";
export { judgeAnswer } from "./judge-answer.js";
export type { JudgedAnswer } from "./judge-answer.js";
export type { AnswerFile } from "./open-answer.js";
export { COLLECT_SCRIPT, packFolder } from "./pack-folder.js";
export type { MachineToCollect, PackedFolder } from "./pack-folder.js";
