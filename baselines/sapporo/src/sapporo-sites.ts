import type { Site } from "@kijun/core";

/** Models of 統合端末 that the refresh replaces (別紙1 §1(2)ア). */
export type EarlierModel = "D588/T" | "D588/C" | "D7010/E";

/** One row of the table of places (別紙1 §1(1)) with the day on which its terminals change. */
export interface SapporoSite extends Site {
  /** Leads the names of the computers that stand there. */
  readonly code: string;
  /** Terminals before the refresh. The refresh replaces each of them. */
  readonly earlier: { readonly [Model in EarlierModel]?: number };
  /** Terminals that come with the refresh and replace none. */
  readonly additional?: number;
  /** First day of the new terminals, `YYYY-MM-DD`, fictional; undefined where there never are any. */
  readonly refresh?: string;
}

/** The place of both generations of servers. The table names it for ＣＳ only; for AD it is an assumption. */
export const SERVER_SITE = "kikusui-annex";

/** The places in the order of the document, under the document's names. */
export const sapporoSites: readonly SapporoSite[] = [
  site("city-hall", "CITY", "市役所2階住民情報課", { "D588/T": 2 }, "2025-05-08"),
  site("chuo-ward", "CHUO", "中央区役所仮庁舎戸籍住民課", { "D588/T": 5, "D588/C": 6 }, "2025-05-13"),
  site("kita-ward", "KITA", "北区役所戸籍住民課", { "D588/T": 6, "D588/C": 7 }, "2025-05-15"),
  site("higashi-ward", "HIGA", "東区役所戸籍住民課", { "D588/T": 5, "D588/C": 7 }, "2025-05-20"),
  site("shiroishi-ward", "SHIR", "白石区役所戸籍住民課", { "D588/T": 5, "D588/C": 4 }, "2025-05-22"),
  site("atsubetsu-ward", "ATSU", "厚別区役所戸籍住民課", { "D588/T": 4, "D588/C": 6 }, "2025-05-27"),
  site("toyohira-ward", "TOYO", "豊平区役所戸籍住民課", { "D588/T": 5, "D588/C": 4 }, "2025-05-29"),
  site("kiyota-ward", "KIYO", "清田区役所戸籍住民課", { "D588/T": 4, "D588/C": 6 }, "2025-06-03"),
  site("minami-ward", "MINA", "南区役所戸籍住民課", { "D588/T": 4, "D588/C": 6 }, "2025-06-05"),
  site("nishi-ward", "NISH", "西区役所戸籍住民課", { "D588/T": 5, "D588/C": 3 }, "2025-06-10"),
  site("teine-ward", "TEIN", "手稲区役所戸籍住民課", { "D588/T": 4, "D588/C": 6 }, "2025-06-12"),
  site("odori-counter", "ODOR", "大通証明ｻｰﾋﾞｽｺｰﾅｰ", { "D588/T": 2 }, "2025-05-09"),
  site("my-number-card-center", "CARD", "マイナンバーカードセンター", { "D7010/E": 9 }, "2025-06-17"),
  site("certificate-mail-center", "MAIL", "札幌市証明郵送センター", { "D588/T": 1 }, "2025-05-09"),
  site(SERVER_SITE, "KIKU", "菊水分庁舎システム管理課", { "D588/T": 1 }, "2025-05-08"),
  site("chuo-tax-office", "TAXC", "中央市税事務所", { "D588/T": 2 }, "2025-06-19"),
  site("hokubu-tax-office", "TAXH", "北部市税事務所", { "D588/T": 2 }, "2025-06-19"),
  site("tobu-tax-office", "TAXT", "東部市税事務所", { "D588/T": 2 }, "2025-06-20"),
  site("nambu-tax-office", "TAXN", "南部市税事務所", { "D588/T": 2 }, "2025-06-24"),
  site("seibu-tax-office", "TAXS", "西部市税事務所", { "D588/T": 2 }, "2025-06-24"),
  { id: "jozankei-branch", code: "JOZA", name: "定山渓出張所", earlier: {} },
  { id: "shinoro-branch", code: "SHIN", name: "篠路出張所", earlier: {}, additional: 3, refresh: "2025-05-16" },
];

function site(id: string, code: string, name: string, earlier: SapporoSite["earlier"], refresh: string): SapporoSite {
  return { id, code, name, earlier, refresh };
}
