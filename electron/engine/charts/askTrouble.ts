/** What failed and what to do next. */
export interface AskTrouble {
  readonly says: string;
  readonly remedy: string;
}
