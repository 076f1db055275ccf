import { checklist } from "@kijun/juki-terminal-check";
import { deployFleet } from "@kijun/provider";
import { fleet } from "@kijun/sapporo";

deployFleet(fleet, { checklist });
