import { assumed, TO_BE_CONFIRMED } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

type VendorSoftware = NonNullable<BaselineSettings["vendorSoftware"]>;

/*
 * The software of 別紙1 1(2) that has no area of its own. What Windows lists of it is known once a reference machine has been
 * read (`kijun learn`); what stands here are places on the simulated machines, each with the question for the true one.
 */
const installed = (entry: string, atLeast?: string) =>
  ({
    probe: "uninstall",
    entry: `Kijun Simulated ${entry}`,
    read: "version",
    expect: atLeast === undefined ? TO_BE_CONFIRMED : { atLeast },
  }) as const;

const service = (name: string) =>
  ({ probe: "service", service: `KijunSimulated${name}`, read: "state", expect: "Running" }) as const;

const versionQuestion = (product: string): string =>
  `${product}の正しい版と、機器での確認方法（アンインストール情報またはファイルの版）をご指示ください。`;

const biometrics = { 版: assumed(installed("Biometrics"), versionQuestion("生体認証ソフトウェア")) };
const tamperResistance = {
  状態: assumed<typeof TO_BE_CONFIRMED>(
    TO_BE_CONFIRMED,
    "耐タンパー制御とは何を指し、どのように確認できるでしょうか。手引書の名称・ページもご指示ください。",
  ),
};

const arcserve = (product: string, atLeast: string) => ({
  版: assumed(installed("Arcserve", atLeast), `${versionQuestion(product)}仮に${atLeast}以上としています。`),
  サービス: assumed(service("Arcserve"), `${product}の動作に必要なサービスの名前をご指示ください。`),
});

const powerChute = (product: string, atLeast: string) => ({
  版: assumed(installed("PowerChute", atLeast), `${versionQuestion(product)}仮に${atLeast}以上としています。`),
  サービス: assumed(service("PowerChute"), `${product}のサービスの名前をご指示ください。`),
});

const oracle = (product: string) => ({ 版: assumed(installed("Oracle"), versionQuestion(product)) });

/** 統合端末. */
export const terminalVendorSoftware: VendorSoftware = { 生体認証ソフトウェア: biometrics };

/** ＣＳ from the refresh of 2025 on. */
export const communicationServerVendorSoftware: VendorSoftware = {
  "Oracle Database 19c": oracle("Oracle Database 19c"),
  "Oracle Grid Infrastructure 19c": {
    版: assumed(installed("Grid"), versionQuestion("Oracle Grid Infrastructure 19c")),
  },
  "Arcserve Backup 19": arcserve("Arcserve Backup 19", "19"),
  "Arcserve Backup 19 Agent for Open Files": {
    版: assumed(installed("Agent for Open Files"), versionQuestion("Arcserve Backup 19 Agent for Open Files")),
  },
  "PowerChute Network Shutdown v5-0": powerChute("PowerChute Network Shutdown v5.0", "5.0"),
  生体認証ソフトウェア: biometrics,
  耐タンパー制御: tamperResistance,
};

/** ＣＳ before the refresh. */
export const formerCommunicationServerVendorSoftware: VendorSoftware = {
  "Oracle Database 11g": oracle("Oracle Database 11g（Enterprise、Standard）"),
  "Oracle Database 12cR2": { 版: assumed(installed("Oracle 12cR2"), versionQuestion("Oracle Database 12cR2")) },
  "Oracle Client": { 版: assumed(installed("Oracle Client"), versionQuestion("Oracle Client")) },
  "Oracle Fail Safe": { 版: assumed(installed("Oracle Fail Safe"), versionQuestion("Oracle Fail Safe")) },
  "Arcserve Backup r17-5": arcserve("Arcserve Backup r17.5", "17.5"),
  "Arcserve Backup r17-5 Disaster Recovery Option": {
    版: assumed(installed("Disaster Recovery"), versionQuestion("Arcserve Backup r17.5 Disaster Recovery Option")),
  },
  "PowerChute Business Edition v10-0": powerChute("PowerChute Business Edition v10.0", "10.0"),
  生体認証ソフトウェア: biometrics,
  耐タンパー制御: tamperResistance,
};

/** AD servers. */
export const directoryServerVendorSoftware: VendorSoftware = {
  "Arcserve Backup r17-5": arcserve("Arcserve Backup r17.5", "17.5"),
  "Arcserve Backup r17-5 Client": {
    版: assumed(installed("Arcserve Client"), versionQuestion("Arcserve Backup r17.5 Client")),
  },
  "Arcserve Backup r17-5 Disaster Recovery Option": {
    版: assumed(installed("Disaster Recovery"), versionQuestion("Arcserve Backup r17.5 Disaster Recovery Option")),
  },
  "PowerChute Business Edition v10-0": powerChute("PowerChute Business Edition v10.0", "10.0"),
};
