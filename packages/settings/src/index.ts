export { areaClaims } from "./area-claims.js";
export * from "./area-scripts.js";
export * from "./areas.js";
export * from "./compile-settings.js";
export type { FirewallProfileName, FirewallProtocol, FirewallRule } from "./firewall-rules/firewall-rule.js";
export { parseFirewallRule } from "./firewall-rules/firewall-rule-line.js";
export type { DeclaredFirewallRule } from "./firewall-rules/firewall-rule-schema.js";
export { OTHERS } from "./form/entry-others.js";
export { readingOf } from "./form/area-request.js";
export type { AreaRequest } from "./form/area-request.js";
export type { AreaClaims, Claim, ClaimAnswer, Claims } from "./form/claim.js";
export { propertyTable } from "./form/property-table.js";
export type { DocumentedProperty } from "./form/property-table.js";
export { childSchema, propertyMeta, propertyNames } from "./form/schema-property.js";
export type {
  GroupReview,
  HistoryCoverage,
  JsonValue,
  PropertyMeta,
  SettingArea,
  Text,
  WindowsRequest,
} from "./form/setting-area.js";
export { MANAGEMENT_LINE, managementLineRequest } from "./management-line/line-facts.js";
export { managementLineClaims } from "./management-line/management-line.claims.js";
export type { LineOrigin, ManagementLine } from "./management-line/line-of-controller.js";
export { lineRefusals } from "./management-line/line-refusals.js";
export type { LineQuestion, LineRefusal } from "./management-line/line-refusals.js";
export { parseGroups } from "./form/event-groups.js";
export type { EventGroup } from "./form/event-groups.js";
export { coverageFault, coveredSpan } from "./form/event-history.js";
export type { CoveredSpan, EventHistory } from "./form/event-history.js";
export { failureMinutes, logonFailureReading } from "./logon-failures/failure-reading.js";
export type { LogonFailureGroup, LogonFailureReading } from "./logon-failures/failure-reading.js";
export { logonAnomalies } from "./logon-failures/failure-rules.js";
export type { Anomaly, AnomalyRule, AnomalyRules, WorkingHours } from "./logon-failures/failure-rules.js";
export { detectionsIn, malwareReading } from "./malware-detections/malware-reading.js";
export type { MalwareDetection, MalwareReading } from "./malware-detections/malware-reading.js";
export { pilotReading } from "./pilot-reading.js";
