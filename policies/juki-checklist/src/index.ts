export { checklist } from "./checklist.js";
export { parameters, standardParameters } from "./judging/parameters.js";
export type { Parameter } from "./judging/parameters.js";
