export { checklist } from "./checklist.js";
