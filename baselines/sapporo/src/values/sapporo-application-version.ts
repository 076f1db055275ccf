import { assumed, TO_BE_CONFIRMED } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

type ApplicationVersion = NonNullable<BaselineSettings["applicationVersion"]>;

/*
 * Where the applications show their version is in J-LIS' notices only. What stands here are places on the simulated
 * machines, each with the question for the true one.
 */
const version = (application: string, expect: string) =>
  ({
    probe: "registry",
    key: `HKLM\\SOFTWARE\\Kijun Simulated Vendor\\${application}`,
    value: "Version",
    expect,
  }) as const;

const businessApplication = assumed(
  version("BusinessApplication", "1.0.0"),
  "業務アプリケーションソフトの現在の版と、端末・CSそれぞれでの確認方法をご指示ください。仮に模擬機の1.0.0としています。",
);

/** 統合端末. */
export const terminalApplicationVersion: ApplicationVersion = { 業務アプリケーションソフト: businessApplication };

/** ＣＳ, of both generations. */
export const communicationServerApplicationVersion: ApplicationVersion = {
  業務アプリケーションソフト: businessApplication,
  情報提供アプリケーションソフト: assumed(
    version("InformationApplication", TO_BE_CONFIRMED),
    "情報提供アプリケーションソフトの現在の版と、CSでの確認方法をご指示ください。",
  ),
};
