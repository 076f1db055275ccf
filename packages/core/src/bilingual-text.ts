/** A text in the customer's language and in English. */
export interface BilingualText {
  readonly ja: string;
  readonly en: string;
}
