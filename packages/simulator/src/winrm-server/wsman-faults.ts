/**
 * The faults this server gives (DSP0226 chapter 14). The texts are Japanese, as a ja-JP Windows sends
 * whatever locale is asked for when no other language is installed: a client that decides on a text fails here. Their
 * wording is ours; codes, subcodes and details are those of Windows's wsmerror.h and of recorded traffic.
 */
export interface FaultDefinition {
  /** Error code, unsigned decimal. */
  code: number;
  role: "s:Sender" | "s:Receiver" | "s:MustUnderstand";
  subcode?: string;
  text: string;
  /** Last part of the `faultDetail/` URI in w:FaultDetail. */
  detail?: string;
  /** "wmi" is the MSFT_WmiError form (quota faults), default the WSManFault form. */
  shape?: "wmi";
  /** The request itself is wrong, whatever the state of the machine: the client's code has to be mended. */
  mistake?: true;
}

const DEFINITIONS = {
  accessDenied: { code: 5, role: "s:Sender", subcode: "w:AccessDenied", text: "アクセスが拒否されました。" },
  invalidParameter: {
    code: 87,
    role: "s:Sender",
    subcode: "w:InvalidParameter",
    text: "パラメーターが間違っています。",
    mistake: true,
  },
  busy: { code: 170, role: "s:Receiver", subcode: "w:InternalError", text: "要求したリソースは使用中です。" },
  noData: { code: 2_147_942_632, role: "s:Receiver", subcode: "w:InternalError", text: "パイプを閉じています。" },
  aborted: {
    code: 995,
    role: "s:Receiver",
    subcode: "w:InternalError",
    text: "スレッドの終了またはアプリケーションの要求によって、I/O 処理は中止されました。",
  },
  timeout: {
    code: 1460,
    role: "s:Receiver",
    subcode: "w:InternalError",
    text: "タイムアウト期間が経過したため、この操作は終了しました。",
  },
  fileNotFound: {
    code: 2_147_942_402,
    role: "s:Receiver",
    subcode: "w:InternalError",
    text: "指定されたファイルが見つかりません。",
  },
  resourceNotFound: {
    code: 2_150_858_752,
    role: "s:Sender",
    subcode: "a:DestinationUnreachable",
    text: "WS-Management サービスは要求を処理できません。リソース URI およびセレクターで識別されるリソースが見つかりません。",
    detail: "InvalidResourceURI",
    mistake: true,
  },
  invalidHeader: {
    code: 2_150_858_767,
    role: "s:Sender",
    subcode: "a:InvalidMessageInformationHeader",
    text: "WS-Management サービスは要求を処理できません。要求に無効な SOAP ヘッダーが含まれています。",
    mistake: true,
  },
  mustUnderstand: {
    code: 2_150_858_768,
    role: "s:MustUnderstand",
    text: "WS-Management サービスは、クライアントが mustUnderstand を指定した SOAP ヘッダーを処理できません。",
    mistake: true,
  },
  headerRequired: {
    code: 2_150_858_769,
    role: "s:Sender",
    subcode: "a:MessageInformationHeaderRequired",
    text: "WS-Management サービスは要求を処理できません。要求に必要な SOAP ヘッダーが不足しています。",
    mistake: true,
  },
  actionNotSupported: {
    code: 2_150_858_771,
    role: "s:Sender",
    subcode: "a:ActionNotSupported",
    text: "WS-Management サービスは、要求で指定された操作をサポートしていません。",
    mistake: true,
  },
  invalidBody: {
    code: 2_150_858_791,
    role: "s:Sender",
    subcode: "w:InvalidBody",
    text: "WS-Management サービスは要求を処理できません。要求パケットに有効な SOAP 本文がありません。",
    mistake: true,
  },
  timedOut: {
    code: 2_150_858_793,
    role: "s:Receiver",
    subcode: "w:TimedOut",
    text: "WS-Management サービスは、OperationTimeout で指定された時間内に操作を完了できません。",
  },
  alreadyExists: {
    code: 2_150_858_803,
    role: "s:Sender",
    subcode: "w:AlreadyExists",
    text: "リソースが既に存在するため、WS-Management サービスはリソースを作成できません。",
  },
  encodingLimit: {
    code: 2_150_858_805,
    role: "s:Sender",
    subcode: "w:EncodingLimit",
    text: "要求のエンコードが内部の制限を超えているため、WS-Management サービスは要求を処理できません。",
    detail: "MinimumEnvelopeLimit",
    mistake: true,
  },
  schemaValidation: {
    code: 2_150_858_817,
    role: "s:Sender",
    subcode: "w:SchemaValidationError",
    text: "メッセージ内の SOAP XML が、対応する XML スキーマ定義と一致しません。",
    mistake: true,
  },
  invalidXml: {
    code: 2_150_858_819,
    role: "s:Sender",
    subcode: "w:SchemaValidationError",
    text: "XML が無効なため、WS-Management サービスは要求を処理できません。",
    mistake: true,
  },
  envelopeTooLarge: {
    code: 2_150_858_823,
    role: "s:Sender",
    subcode: "w:EncodingLimit",
    text: "要求の最大エンベロープ サイズが大きすぎます。",
    detail: "MaxEnvelopeSize",
    mistake: true,
  },
  responseTooLarge: {
    code: 2_150_858_824,
    role: "s:Receiver",
    subcode: "w:EncodingLimit",
    text: "WS-Management サービスが計算した応答は、要求の最大エンベロープ サイズを超えています。",
    detail: "MaxEnvelopeSize",
  },
  optionsNotSupported: {
    code: 2_150_858_833,
    role: "s:Sender",
    subcode: "w:InvalidOptions",
    text: "オプションの mustComply が true に設定されているため、WS-Management プロバイダーはこのオプション セットをサポートしません。",
    detail: "NotSupported",
    mistake: true,
  },
  optionValue: {
    code: 2_150_858_835,
    role: "s:Sender",
    subcode: "w:InvalidOptions",
    text: "1 つ以上のオプションの値が無効なため、WS-Management サービスは要求を処理できません。",
    detail: "InvalidValue",
    mistake: true,
  },
  unexpectedSelectors: {
    code: 2_150_858_843,
    role: "s:Sender",
    subcode: "w:InvalidSelectors",
    text: "要求に含まれるセレクターがリソースに対して無効なため、WS-Management サービスは要求を処理できません。",
    detail: "UnexpectedSelectors",
  },
  invalidTimeout: {
    code: 2_150_858_881,
    role: "s:Sender",
    subcode: "a:InvalidMessageInformationHeader",
    text: "WS-Management サービスは要求を処理できません。タイムアウト ヘッダーが無効です。",
    mistake: true,
  },
  shellClosed: {
    code: 2_150_859_082,
    role: "s:Receiver",
    subcode: "w:InternalError",
    text: "シェルは既に閉じられています。",
  },
  maxShells: {
    code: 2_150_859_173,
    role: "s:Receiver",
    subcode: "w:QuotaLimit",
    text: "このユーザーに許可されている同時シェルの最大数を超えています。既存のシェルを閉じるか、クォータを増やしてください。",
    shape: "wmi",
  },
  maxOperations: {
    code: 2_150_859_174,
    role: "s:Receiver",
    subcode: "w:InternalError",
    text: "このユーザーに許可されている同時操作の最大数を超えています。既存の操作を閉じるか、クォータを増やしてください。",
    shape: "wmi",
  },
} as const satisfies Record<string, FaultDefinition>;

export type FaultName = keyof typeof DEFINITIONS;

export const FAULTS: Readonly<Record<FaultName, FaultDefinition>> = DEFINITIONS;

/** The definition of a code, or a general one for a code that only an injection asks for. */
export function faultOfCode(code: number): FaultDefinition {
  const known = Object.values(FAULTS).find((fault) => fault.code === code);
  return (
    known ?? {
      code,
      role: "s:Receiver",
      subcode: "w:InternalError",
      text: `要求の処理中にエラー ${code} が発生しました。`,
    }
  );
}

/** Thrown while a request is carried out; becomes HTTP 500 with the SOAP fault. */
export class WsmanFault extends Error {
  override readonly name = "WsmanFault";

  /**
   * @param definition what is sent
   * @param inner text of the inner message where Windows says more than the reason
   * @param violation what the client did, for the list of violations; a mistake without it is described by its code
   */
  constructor(
    readonly definition: FaultDefinition,
    readonly inner?: string,
    readonly violation?: string,
  ) {
    super(`WS-Management fault ${definition.code}`);
  }
}

/** Throws one of the known faults; `violation` is the sentence for a client's mistake. */
export function refuse(name: FaultName, violation?: string): never {
  throw new WsmanFault(FAULTS[name], undefined, violation);
}
