import { checklist } from "@kijun/juki-checklist";
import { deployFleet } from "@kijun/provider";
import { fleet } from "@kijun/sapporo";

deployFleet(fleet, { checklist });
