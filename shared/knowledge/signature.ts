import type { ComponentKind } from '../model/component';

/**
 * How a component shows itself in the manifests that run it. `images` and `flags` are strong (each is
 * enough alone), `imageNames` and `binaries` are medium (two of them, or one with a label or port),
 * `labels` and `ports` are weak: together they make a suspect that has to answer for itself.
 */
export interface Signature {
  readonly kind: ComponentKind;
  readonly flavour?: string;
  /** Ends of image repositories by whole path segments: "prometheus/prometheus" is the end of quay.io/prometheus/prometheus. */
  readonly images: readonly string[];
  /** Last segments as mirrors keep them. */
  readonly imageNames: readonly string[];
  /** Base names of the program, as in command[0]. */
  readonly binaries: readonly string[];
  /** Sets of flags (without dashes) that only this program has: all of a set must be there. */
  readonly flags: readonly (readonly string[])[];
  /** First argument that is no flag (Thanos: "query"), or the value of a flag ("target=querier"). */
  readonly subcommands?: readonly string[];
  /** Values of NAME_LABELS. */
  readonly labels: readonly string[];
  /** Ports as its own documentation gives them. */
  readonly ports: readonly number[];
}

/** Labels that name what a pod is, most telling first (kubernetes.io/docs: recommended labels; older habits after it). */
export const NAME_LABELS = ['app.kubernetes.io/name', 'k8s-app', 'app', 'app.kubernetes.io/component', 'component', 'name'] as const;
