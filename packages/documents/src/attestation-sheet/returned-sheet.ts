/** What a cell of a returned sheet holds, and where. */
export interface ReturnedCell {
  /** Its text as one piece, also where a program has split it into runs; empty for an empty cell. Not normalised. */
  readonly text: string;
  /** `F12`. */
  readonly at: string;
  /** Whole days that the spreadsheet holds as a date, `YYYY-MM-DD`. */
  readonly date?: string;
}

/** A row that holds anything. */
export interface ReturnedRow {
  readonly host: ReturnedCell;
  readonly code: ReturnedCell;
  /** By heading of the part. */
  readonly marks: ReadonlyMap<string, ReturnedCell>;
  readonly day: ReturnedCell;
  readonly person: ReturnedCell;
  readonly note: ReturnedCell;
  /** Cells with something in them that stand in no column of the form. */
  readonly stray: readonly ReturnedCell[];
}

/** One worksheet as it came back. Places are undefined where they are not there any more. */
export interface ReturnedSheet {
  /** Name of the worksheet. */
  readonly name: string;
  readonly form: ReturnedCell | undefined;
  readonly issue: ReturnedCell | undefined;
  /** What holds for the rows that say nothing else. */
  readonly day: ReturnedCell | undefined;
  readonly person: ReturnedCell | undefined;
  /** Headings of the table, in their order; empty where there is no row of headings. */
  readonly headings: readonly ReturnedCell[];
  readonly rows: readonly ReturnedRow[];
}
