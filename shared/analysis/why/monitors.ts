import type { WhyMonitor, WhySource } from './scene';

/** The monitor of the Prometheus operator that comes nearest to a source, and how far. */
export interface NearestMonitor {
  readonly monitor: WhyMonitor;
  /** Every step up to the first that does not hold, as a sentence. */
  readonly says: string;
  readonly remedy: string;
  /** Whether a step does not hold; false: it is selected as it should be. */
  readonly misses: boolean;
}

/** Undefined: no monitor was held against it. Of equally near ones the first. */
export function nearestMonitor({ monitors = [] }: Pick<WhySource, 'monitors'>): NearestMonitor | undefined {
  const [first, ...others] = monitors;
  if (first === undefined) return undefined;
  const monitor = others.reduce((best, each) => (heldBy(each) > heldBy(best) ? each : best), first);
  const held = heldBy(monitor);
  const missing = monitor.steps[held];
  const steps = monitor.steps.slice(0, held + 1).map(({ says }) => says);
  const head = monitors.length === 1 ? monitor.name : `of ${monitors.length} monitors ${monitor.name} comes nearest`;
  const says = `${head}: ${steps.join('; ')}`;
  if (missing !== undefined) return { monitor, says, remedy: missing.remedy, misses: true };
  const remedy = 'It should have a job: look whether the Prometheus operator runs, and what it logs of this monitor.';
  return { monitor, says, remedy, misses: false };
}

/** Steps that hold before the first that does not. */
function heldBy({ steps }: WhyMonitor): number {
  const missing = steps.findIndex(({ holds }) => !holds);
  return missing === -1 ? steps.length : missing;
}
