export { checklist } from "./checklist.js";
export { itemsByArea } from "./items-by-area.js";
