import { startChecklistPack } from "@kijun/juki-checklist/pack";
import { compileFleet, today } from "@kijun/provider/fleet";
import { fleet } from "@kijun/sapporo";

startChecklistPack("sapporo-checklist", compileFleet(fleet, today()));
