import { cpuNanos } from './partialPoint';
import { type Dropped, type DropReason, nodeSubject, podSubject, type ResourcePoint } from './resourceBatch';
import type { Kept, KeptPod } from './storage';
import { startTimeMs } from './zeroPoint';

export interface ServedNode {
  readonly name: string;
  readonly timestampMs: number;
  readonly windowMs: number;
  readonly cpuCores: number;
  readonly memoryBytes: number;
}

export interface ServedPod {
  readonly namespace: string;
  readonly name: string;
  /** Of the container with the earliest; 0 where no container could be computed: the API then says null and "0s". */
  readonly timestampMs: number;
  readonly windowMs: number;
  readonly containers: Readonly<Record<string, { readonly cpuCores: number; readonly memoryBytes: number }>>;
}

type Usage = Omit<ServedNode, 'name'>;

/** The longest time.Duration of Go: 2^63 - 1 ns. */
const LONGEST_WINDOW_MS = 9_223_372_036_854.775;

/** pkg/storage/types.go, resourceUsage; the reason where it refuses. */
function usageOf(last: ResourcePoint, before: ResourcePoint): Usage | DropReason {
  const startedLater = startTimeMs(last) > startTimeMs(before);
  if (startTimeMs(last) < startTimeMs(before)) return 'restarted';
  const used = cpuNanos(last.cpuCoreSeconds) - cpuNanos(before.cpuCoreSeconds);
  if (used < 0) return startedLater ? 'restarted' : 'decreased';
  const windowMs = Math.min(last.timestampMs - before.timestampMs, LONGEST_WINDOW_MS);
  const cpuCores = Math.trunc(used / seconds(windowMs)) / 1e9;
  return { timestampMs: last.timestampMs, windowMs, cpuCores, memoryBytes: last.memoryBytes };
}

/** As Duration.Seconds() rounds: whole seconds and nanoseconds apart. */
function seconds(ms: number): number {
  const whole = Math.floor(ms / 1000);
  return whole + Math.round((ms - whole * 1000) * 1e6) / 1e9;
}

export function serveNode(name: string, { last, before, lacks }: Kept): ServedNode | Dropped {
  const usage = before === undefined ? lacks : usageOf(last, before);
  return typeof usage === 'string' ? { subject: nodeSubject(name), reason: usage } : { name, ...usage };
}

/** Undefined `pod`: left out, because not every container has a point before its last. One that cannot be computed is skipped. */
export function servePod(kept: KeptPod): { readonly pod?: ServedPod; readonly dropped: readonly Dropped[] } {
  const subject = podSubject(kept);
  const lacking = [...kept.containers.values()].filter(({ before }) => before === undefined);
  const [first] = lacking;
  if (first !== undefined) {
    const reason = lacking.length < kept.containers.size ? 'container-incomplete' : first.lacks;
    return { dropped: [{ subject, reason }] };
  }
  const usages: [string, Usage][] = [];
  const dropped: Dropped[] = [];
  for (const [name, { last, before }] of kept.containers) {
    if (before === undefined) continue;
    const usage = usageOf(last, before);
    if (typeof usage === 'string') dropped.push({ subject, reason: usage });
    else usages.push([name, usage]);
  }
  return { pod: podOf(kept, usages), dropped };
}

function podOf({ namespace, name }: KeptPod, usages: readonly (readonly [string, Usage])[]): ServedPod {
  const containers = usages.map(([container, { cpuCores, memoryBytes }]) => [container, { cpuCores, memoryBytes }] as const);
  const { timestampMs, windowMs } = earliest(usages.map(([, usage]) => usage));
  return { namespace, name, timestampMs, windowMs, containers: Object.fromEntries(containers) };
}

function earliest(usages: readonly Usage[]): Pick<Usage, 'timestampMs' | 'windowMs'> {
  const [first, ...others] = usages;
  if (first === undefined) return { timestampMs: 0, windowMs: 0 };
  return others.reduce((best, usage) => (usage.timestampMs < best.timestampMs ? usage : best), first);
}
