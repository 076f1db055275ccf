import { defineRegistryArea } from "../form/registry-area.js";
import { registryChoice, registrySwitch } from "../form/registry-property.js";

const SERVER = "SYSTEM\\CurrentControlSet\\Control\\Terminal Server";
const LISTENER = `${SERVER}\\WinStations\\RDP-Tcp`;
const POLICY = "SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services";

export const remoteDesktop = defineRegistryArea({
  id: "remote-desktop",
  title: { ja: "リモート デスクトップ", en: "remote desktop" },
  properties: {
    enabled: registrySwitch({
      key: SERVER,
      name: "fDenyTSConnections",
      policy: { key: POLICY, name: "fDenyTSConnections" },
      on: 0,
      off: 1,
      label: { ja: "リモート デスクトップ接続を許可する", en: "remote desktop connections" },
      source:
        "0 allows, 1 denies; denied where nothing is stored. TerminalServer.admx, Allow users to connect remotely",
      safe: false,
      whenAbsent: false,
    }),
    networkLevelAuthentication: registrySwitch({
      key: LISTENER,
      name: "UserAuthentication",
      policy: { key: POLICY, name: "UserAuthentication" },
      label: { ja: "ネットワーク レベル認証を必須にする", en: "network level authentication" },
      source: "TerminalServer.admx, Require user authentication by using Network Level Authentication",
      safe: true,
      whenAbsent: false,
    }),
    encryptionLevel: registryChoice({
      key: LISTENER,
      name: "MinEncryptionLevel",
      policy: { key: POLICY, name: "MinEncryptionLevel" },
      words: { low: 1, "client-compatible": 2, high: 3, fips: 4 },
      ordered: true,
      whenAbsent: "client-compatible",
      label: { ja: "クライアント接続の暗号化レベル", en: "encryption level" },
      source:
        "TerminalServer.admx, Set client connection encryption level; CIS Microsoft Windows 11 18.10.57.3.9.5 wants high",
    }),
    passwordPrompt: registrySwitch({
      key: LISTENER,
      name: "fPromptForPassword",
      policy: { key: POLICY, name: "fPromptForPassword" },
      label: { ja: "接続時に常にパスワードを要求する", en: "password prompt on connection" },
      source: "TerminalServer.admx, Always prompt for password upon connection",
      safe: true,
      whenAbsent: false,
    }),
  },
});
