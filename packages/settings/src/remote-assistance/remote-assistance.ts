import { defineRegistryArea } from "../form/registry-area.js";
import { registrySwitch } from "../form/registry-property.js";

const LOCAL = "SYSTEM\\CurrentControlSet\\Control\\Remote Assistance";
const POLICY = "SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services";
const SOLICITED = "RemoteAssistance.admx, Configure Solicited Remote Assistance";
const OFFERED = "RemoteAssistance.admx, Configure Offer Remote Assistance";

export const remoteAssistance = defineRegistryArea({
  id: "remote-assistance",
  title: { ja: "リモート アシスタンス", en: "remote assistance" },
  properties: {
    invitations: registrySwitch({
      key: LOCAL,
      name: "fAllowToGetHelp",
      policy: { key: POLICY, name: "fAllowToGetHelp" },
      label: { ja: "このコンピューターへのリモート アシスタンス接続を許可する", en: "users may ask for help" },
      source: `${SOLICITED}; CIS Microsoft Windows 11 and STIG V-220823 want it off`,
      claims: ["allowed-by-default"],
      safe: false,
      whenAbsent: true,
    }),
    invitedControl: registrySwitch({
      key: LOCAL,
      name: "fAllowFullControl",
      policy: { key: POLICY, name: "fAllowFullControl" },
      label: {
        ja: "このコンピューターがリモートで制御されるのを許可する",
        en: "who was asked for help may control the computer",
      },
      source: `Otherwise the helper only sees it. ${SOLICITED}`,
      claims: ["allowed-by-default"],
      safe: false,
      whenAbsent: true,
    }),
    offers: registrySwitch({
      key: POLICY,
      name: "fAllowUnsolicited",
      label: { ja: "リモート アシスタンスを提供する", en: "help may be offered without being asked for" },
      source: `Off where nothing is stored. ${OFFERED}; CIS Microsoft Windows 11 wants it off`,
      safe: false,
      whenAbsent: false,
    }),
    offeredControl: registrySwitch({
      key: POLICY,
      name: "fAllowUnsolicitedFullControl",
      label: {
        ja: "リモート アシスタンスの提供: ヘルパーがコンピューターをリモートで制御できる",
        en: "who offers help may control the computer",
      },
      source: `Otherwise the helper only sees it. ${OFFERED}`,
      claims: ["offer-shows-only"],
      safe: false,
      whenAbsent: false,
    }),
  },
  contradiction({ invitations, invitedControl, offers, offeredControl }) {
    if (invitations === false && invitedControl === true)
      return { path: "invitedControl", message: "has no effect while invitations is false" };
    if (offers === false && offeredControl === true)
      return { path: "offeredControl", message: "has no effect while offers is false" };
    return undefined;
  },
});
