/** What could not be opened, and what to do. */
export interface OpenTrouble {
  readonly says: string;
  readonly remedy: string;
}
