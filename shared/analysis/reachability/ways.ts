/** Whoever asks a kubelet, each from another place of the network. */
export const READERS = ['apiserver', 'metrics-server', 'prometheus', 'direct'] as const;
export type Reader = (typeof READERS)[number];

/**
 * What one reader got of a kubelet. `sees`: it answered, be it with a refusal; `cut`: nothing came of an attempt.
 * Neither `denied` (one may not look that way) nor `unknown` (nobody looked) says anything of the kubelet.
 */
export type Sight = 'sees' | 'cut' | 'denied' | 'unknown';

export interface Way {
  readonly reader: Reader;
  readonly sight: Sight;
  /** What shows it, or why it is not known. */
  readonly says: string;
}

export type Sights = Readonly<Record<Reader, Sight>>;

/** The same kubelet by every way, and what that comes to. */
export interface Reachability {
  readonly node: string;
  readonly ways: readonly Way[];
  readonly verdict: ReachVerdict;
  /** One sentence that names who sees it, who does not, and where to look. */
  readonly says: string;
}

/** Where the trouble is, as far as those who see it and those who do not tell. */
export type ReachVerdict =
  /** Nobody who tried was cut off. */
  | 'reached'
  /** Nobody could be asked. */
  | 'untold'
  | 'kubelet'
  /** One reader was cut off and nobody else could be asked: the kubelet, or the way of that one. */
  | 'kubelet-or-way'
  | 'pods-to-kubelet'
  /** A reader in a pod is cut off, and no other pod's way is known. */
  | 'one-pod-or-all'
  | 'one-reader'
  | 'control-plane-to-kubelet'
  | 'only-from-here'
  | 'here-to-kubelet';
