export { answerJsonSchema } from "./answer-schema.js";
export { ControllerKey } from "./controller-key.js";
export { refused } from "./open-answer.js";
export type { AnswerFile } from "./open-answer.js";
export { COLLECT_SCRIPT, packFolder } from "./pack-folder.js";
export type { MachineToCollect, PackedFolder } from "./pack-folder.js";
export { takeAnswer } from "./take-answer.js";
export type { AnswerOutcome } from "./take-answer.js";
