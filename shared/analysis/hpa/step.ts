/** One step of the controller: what went in, what came out, why. Readable as they stand. */
export interface HpaStep {
  readonly step: HpaStepName;
  /** Of the steps that are made for each metric. */
  readonly metric?: string;
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

export type HpaStepName = 'pods' | 'value' | 'absent-pods' | 'tolerance' | 'proposal' | 'highest' | 'stabilization' | 'rate' | 'range';

export function replicas(count: number): string {
  return `${count} ${count === 1 ? 'replica' : 'replicas'}`;
}

/** "1.875", "0.9": a ratio as people compare it with one. */
export function ratioText(ratio: number): string {
  return String(Number(ratio.toFixed(3)));
}
