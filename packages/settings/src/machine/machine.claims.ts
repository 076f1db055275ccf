import type { Expectations } from "../areas.js";
import type { AreaClaims } from "../form/claim.js";
import { machine } from "./machine.js";

export const machineClaims: AreaClaims = {
  reads: machine.format({
    freeGiB: { "C:": { atLeast: 0 } },
    cluster: { "Cluster Group": "active-or-standby" },
  } satisfies Expectations["machine"]),
  claims: {
    "edition-in-registry": {
      en: "EditionID and, from 20H2 on, DisplayVersion name edition and version in the registry of every Windows.",
      ja: "EditionIDと（20H2以降は）DisplayVersionが、レジストリでエディションとバージョンを示す。",
      check: "Test-EditionInRegistry",
    },
    "asked-within-seconds": {
      en: "From the time at which a machine is asked until PowerShell has started on it no more than some seconds pass.",
      ja: "問い合わせから機器でPowerShellが起動するまでの時間は、数秒以内である。",
    },
    "restart-places": {
      en: "Windows notes that it waits for a restart in the keys and values that public tools look at, and nowhere else.",
      ja: "再起動の保留は、公開のツールが参照するキーと値に記録され、他の場所には記録されない。",
    },
    "pairs-of-renames": {
      en: "PendingFileRenameOperations is a list of pairs, and .NET shows the empty text of a file that is deleted.",
      ja: "PendingFileRenameOperationsは2つ1組の一覧であり、削除するファイルの空文字列も.NETで読み取れる。",
      check: "Test-PairsOfRenames",
    },
    "no-cluster-namespace": {
      en: "A machine without a cluster answers for root/MSCluster with the error 0x8004100e.",
      ja: "クラスターのない機器では、root/MSClusterの照会がエラー0x8004100eになる。",
      check: "Test-NoClusterNamespace",
    },
  },
};
