/**
 * Where the demo's answers differ from the recorded cluster's, and why. The resemblance tests fail for every
 * difference that is not listed, and for every listed one that no longer exists.
 */
export interface KnownDifference {
  /** The recording's file without its ending. */
  readonly endpoint: string;
  /** A sample's shape ("name{label,names} timestamped") or a family's name. */
  readonly what: string;
  readonly side: 'only recorded' | 'only demo';
  readonly reason: string;
}

export const knownDifferences: readonly KnownDifference[] = [];
