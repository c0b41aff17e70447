import type { HpaStep } from './step';

/** What one metric alone would scale to. */
export type Proposal =
  | {
      readonly kind: 'replicas';
      readonly metric: string;
      readonly replicas: number;
      /** "150 % of 80 % over 3 pods". */
      readonly says: string;
      readonly steps: readonly HpaStep[];
    }
  | {
      readonly kind: 'failed';
      readonly metric: string;
      /** Of ScalingActive=False. */
      readonly reason: string;
      readonly error: string;
      readonly steps: readonly HpaStep[];
    };

const MAX_INT32 = 2 ** 31 - 1;

/** Replicas are 32 bit: what is beyond stays there (ceilToInt32). */
export function ceilReplicas(value: number): number {
  return Math.min(MAX_INT32, Math.ceil(value));
}
