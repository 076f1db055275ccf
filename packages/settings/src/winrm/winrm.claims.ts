import type { AreaClaims } from "../form/claim.js";

export const winrmClaims: AreaClaims = {
  claims: {
    "local-names": {
      en: "The service keeps what was changed as auth_basic, auth_kerberos, auth_negotiate, auth_credssp and allow_unencrypted below WSMAN\\Service.",
      ja: "サービスは、変更された値をWSMAN\\Serviceの下にauth_basic・auth_kerberos・auth_negotiate・auth_credssp・allow_unencryptedとして保存する。",
      check: "Test-WinrmLocalName",
    },
    "listener-keys": {
      en: "Each listener that is stored is a key below WSMAN\\Listener, named by address and transport, with the numbers Port and, as a rule where it is off, enabled.",
      ja: "保存されたリスナーは、WSMAN\\Listenerの下の、アドレスと転送方式を名前とするキーである。数値のPortを持ち、無効のときなどは数値のenabledも持つ。",
      check: "Test-WinrmListenerKey",
    },
    "quotas-of-shells": {
      en: "The service keeps changed quotas of shells below WSMAN\\WinRS by the names that policy has for them.",
      ja: "サービスは、変更されたシェルの制限をWSMAN\\WinRSの下に、ポリシーと同じ名前で保存する。",
    },
    "administrator-filtered": {
      en: "FilterAdministratorToken 1 filters RID 500 over the network as well.",
      ja: "FilterAdministratorTokenが1のとき、RID 500はネットワーク経由でも制限される。",
    },
  },
};
