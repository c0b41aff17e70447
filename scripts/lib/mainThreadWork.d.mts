export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds: begin, length, processor time. */
  readonly ts?: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}
export function mainThreadWork(events: readonly TraceEvent[]): {
  readonly perFrame: number[];
  readonly busyMs: number;
  readonly clock: 'cpu' | 'wall';
};
