import type { Labels } from './labels';
import type { Samples } from './storage';

export interface VectorSample {
  readonly labels: Labels;
  readonly value: number;
  /** The stored sample's own time, where this comes straight from storage. */
  readonly timeMs?: number;
}

export interface MatrixSeries extends Samples {
  readonly labels: Labels;
}

/** What a query gives at one moment. */
export type Value =
  | { readonly kind: 'scalar'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'vector'; readonly samples: readonly VectorSample[] }
  | { readonly kind: 'matrix'; readonly series: readonly MatrixSeries[] };

/** Thrown inside the evaluation, caught by `evaluate.ts`: what Prometheus answers with 422, in its words. */
export class ExecutionFailure extends Error {}

export function vector(samples: readonly VectorSample[]): Value {
  return { kind: 'vector', samples };
}
