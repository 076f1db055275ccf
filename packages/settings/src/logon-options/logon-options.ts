import { isAbsent } from "@kijun/core";
import { z } from "zod";

import { directionBySafety } from "../form/direction.js";
import { defineRegistryArea } from "../form/registry-area.js";
import { registryChoice, registryNumber, registrySwitch, registryText } from "../form/registry-property.js";
import type { RegistryProperty } from "../form/registry-property.js";
import type { Text } from "../form/setting-area.js";

const SYSTEM = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System";
const WINLOGON = "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon";
const CIS = "CIS Microsoft Windows 11";
const OPTIONS = "Microsoft Learn, security options";

const inactivity = registryNumber({
  key: SYSTEM,
  name: "InactivityTimeoutSecs",
  min: 1,
  max: 599_940,
  unit: "seconds",
  safer: "lower",
  label: { ja: "対話型ログオン: コンピューターの非アクティブ状態の上限", en: "machine inactivity limit" },
  source: `0, or nothing, is without limit. ${OPTIONS}; ${CIS} 2.3.7.4 and STIG V-253444 want 900 at most`,
});

/** A limit is safer than none, a shorter one safer still. */
const inactivityLimitSeconds: typeof inactivity = {
  ...inactivity,
  direction: (live, desired) =>
    directionBySafety(live, desired, (value) => {
      if (isAbsent(value) || value === 0) return -Infinity;
      return typeof value === "number" ? -value : undefined;
    }),
};

/** Before the password is asked for; one line each. */
function notice(name: string, words: Text): RegistryProperty<z.ZodType<string, string>> {
  const text = registryText({
    key: SYSTEM,
    name,
    schema: z
      .string()
      .max(2048)
      .regex(
        /^(?!absent|unreadable|")[^\p{Cc}]*$/u,
        'must be one line that does not begin with ", absent or unreadable',
      ),
    examples: ["", "業務専用の機器です。", "注意"],
    label: words,
    source: `Shown when not empty. ${OPTIONS}; ${CIS} 2.3.7.5 and 2.3.7.6`,
    claims: ["auto-logon/notice-holds-logon"],
  });
  return {
    ...text,
    decode: (stored) => (/\p{Cc}/u.test(String(stored.value)) ? JSON.stringify(stored.value) : text.decode(stored)),
  };
}

/** A switch of User Account Control that is on as shipped. */
function accountControl(name: string, words: Text, source: string) {
  return registrySwitch({ key: SYSTEM, name, label: words, source, safe: true, whenAbsent: true });
}

export const logonOptions = defineRegistryArea({
  id: "logon-options",
  title: { ja: "ログオン オプションと UAC", en: "logon options and UAC" },
  properties: {
    hideLastUserName: registrySwitch({
      key: SYSTEM,
      name: "dontdisplaylastusername",
      label: { ja: "対話型ログオン: 最後にサインインしたユーザーを表示しない", en: "last user name hidden" },
      source: `${OPTIONS}; ${CIS} 2.3.7.2 wants it`,
      safe: true,
      whenAbsent: false,
    }),
    requireCtrlAltDel: registrySwitch({
      key: SYSTEM,
      name: "DisableCAD",
      on: 0,
      off: 1,
      label: { ja: "対話型ログオン: Ctrl + Alt + Del を必要としない", en: "Ctrl+Alt+Del required" },
      source: `0 requires it; not required where nothing is stored. ${OPTIONS}; ${CIS} 2.3.7.1 wants it`,
      claims: ["secure-attention-by-default"],
      safe: true,
      whenAbsent: false,
    }),
    legalNoticeCaption: notice("legalnoticecaption", {
      ja: "対話型ログオン: ログオン時のユーザーへのメッセージのタイトル",
      en: "title of the message at logon",
    }),
    legalNoticeText: notice("legalnoticetext", {
      ja: "対話型ログオン: ログオン時のユーザーへのメッセージのテキスト",
      en: "message at logon",
    }),
    inactivityLimitSeconds,
    screenSaverGraceSeconds: registryNumber({
      key: WINLOGON,
      name: "ScreenSaverGracePeriod",
      kind: "String",
      min: 0,
      max: 2_147_483,
      unit: "seconds",
      safer: "lower",
      whenAbsent: 5,
      label: { ja: "スクリーン セーバーの猶予期間", en: "grace period of the screen saver" },
      source: `Time in which a started screen saver asks for no password. ${CIS} 18.5.10 wants 5 at most`,
    }),
    cachedLogons: registryNumber({
      key: WINLOGON,
      name: "CachedLogonsCount",
      kind: "String",
      min: 0,
      max: 50,
      safer: "lower",
      whenAbsent: 10,
      label: {
        ja: "対話型ログオン: キャッシュする過去のログオン数 (ドメイン コントローラーが使用できない場合)",
        en: "number of previous logons to cache",
      },
      source: `Of domain accounts; 0 keeps them from logging on without a domain controller. ${OPTIONS}`,
    }),
    uac: accountControl(
      "EnableLUA",
      {
        ja: "ユーザー アカウント制御: すべての管理者を管理者承認モードで実行する",
        en: "UAC: administrators in admin approval mode",
      },
      `Acts from the next start. ${OPTIONS}; ${CIS} 2.3.17.6 wants it`,
    ),
    adminPrompt: registryChoice({
      key: SYSTEM,
      name: "ConsentPromptBehaviorAdmin",
      words: {
        none: 0,
        "consent-for-others": 5,
        consent: 4,
        credentials: 3,
        "consent-on-secure-desktop": 2,
        "credentials-on-secure-desktop": 1,
      },
      ordered: true,
      whenAbsent: "consent-for-others",
      label: {
        ja: "ユーザー アカウント制御: 管理者承認モードでの管理者に対する昇格時のプロンプトの動作",
        en: "UAC: prompt for administrators",
      },
      source: `consent-for-others asks for programs that are not Windows' own. ${OPTIONS}; ${CIS} 2.3.17.2 wants consent-on-secure-desktop`,
    }),
    userPrompt: registryChoice({
      key: SYSTEM,
      name: "ConsentPromptBehaviorUser",
      words: { credentials: 3, "credentials-on-secure-desktop": 1, deny: 0 },
      ordered: true,
      whenAbsent: "credentials",
      label: {
        ja: "ユーザー アカウント制御: 標準ユーザーに対する昇格時のプロンプトの動作",
        en: "UAC: prompt for standard users",
      },
      source: `${OPTIONS}; ${CIS} 2.3.17.3 wants deny`,
    }),
    secureDesktop: accountControl(
      "PromptOnSecureDesktop",
      {
        ja: "ユーザー アカウント制御: 昇格のプロンプト時にセキュリティで保護されたデスクトップに切り替える",
        en: "UAC: prompt on the secure desktop",
      },
      `${OPTIONS}; ${CIS} 2.3.17.7 wants it`,
    ),
    installerDetection: accountControl(
      "EnableInstallerDetection",
      {
        ja: "ユーザー アカウント制御: アプリケーションのインストールを検出し、昇格をプロンプトする",
        en: "UAC: detection of installations",
      },
      `${OPTIONS}; ${CIS} 2.3.17.4 wants it`,
    ),
    secureUiAccess: accountControl(
      "EnableSecureUIAPaths",
      {
        ja: "ユーザー アカウント制御: 安全な場所にインストールされている UIAccess アプリケーションの昇格のみ",
        en: "UAC: UIAccess from secure locations only",
      },
      `${OPTIONS}; ${CIS} 2.3.17.5 wants it`,
    ),
    virtualization: accountControl(
      "EnableVirtualization",
      {
        ja: "ユーザー アカウント制御: 各ユーザーの場所へのファイルまたはレジストリの書き込みエラーを仮想化する",
        en: "UAC: virtualization of failed writes",
      },
      `${OPTIONS}; ${CIS} 2.3.17.8 wants it`,
    ),
  },
  contradiction({ legalNoticeCaption: caption, legalNoticeText: text, uac, ...others }) {
    if (caption !== undefined && caption !== "" && text === "")
      return { path: "legalNoticeText", message: "must not be empty while legalNoticeCaption is a title" };
    const idle = (["adminPrompt", "userPrompt", "secureDesktop"] as const).find((name) => others[name] !== undefined);
    if (uac === false && idle !== undefined) return { path: idle, message: "has no effect while uac is false" };
    return undefined;
  },
});
