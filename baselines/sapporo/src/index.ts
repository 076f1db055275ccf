export { fleet } from "./sapporo-fleet.js";
