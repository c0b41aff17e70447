import type { PlannedFault } from '../../../shared/contract/lab';

/** A fault that begins, or ends, so long after the cluster is shown first; of the cluster's time. */
export interface PlannedSwitch {
  readonly afterMs: number;
  readonly fault: string;
  readonly on: boolean;
}

/** What a scenario changes by itself as its time goes on. */
export class Plan {
  private coming: readonly PlannedFault[] = [];

  constructor(private readonly switches: readonly PlannedSwitch[]) {}

  /** From this moment on it is counted. */
  begin(nowMs: number): void {
    const coming = this.switches.map(({ afterMs, fault, on }) => ({ atMs: nowMs + afterMs, fault, on }));
    this.coming = coming.sort((a, b) => a.atMs - b.atMs);
  }

  /** What is due by now, in its order; each is told once. */
  due(nowMs: number): readonly PlannedFault[] {
    const due = this.coming.filter(({ atMs }) => atMs <= nowMs);
    this.coming = this.coming.filter(({ atMs }) => atMs > nowMs);
    return due;
  }

  /** What is still to come. */
  get left(): readonly PlannedFault[] {
    return this.coming;
  }
}

/** Which faults are on when all of the plan has come. */
export function faultsAtLast(faults: readonly string[], switches: readonly PlannedSwitch[]): readonly string[] {
  const on = new Set(faults);
  for (const { fault, on: begins } of [...switches].sort((a, b) => a.afterMs - b.afterMs)) {
    if (begins) on.add(fault);
    else on.delete(fault);
  }
  return [...on];
}
