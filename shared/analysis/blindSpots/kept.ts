import type { Stretch } from './podLife';
import type { KeptValue, Scrapes } from './seen';
import type { Signal } from './signals';

/** One lane of what was kept: neighbouring samples that say the same, as one run that ends at the next scrape. */
export interface KeptRun extends Stretch {
  readonly signal: Signal;
  readonly container?: string;
  readonly value: string;
  readonly samples: number;
}

/** Who asks for this sample's value until the next scrape gets this one: a run ends where the next scrape did not say it again. */
export function keptRuns(kept: readonly KeptValue[], { ticks, toMs }: Scrapes): readonly KeptRun[] {
  const times = [...new Set([...ticks.map(({ atMs }) => atMs), ...kept.map(({ atMs }) => atMs)])].sort((a, b) => a - b);
  const nextAfter = new Map(times.map((time, at) => [time, times[at + 1] ?? Math.max(time, toMs)]));
  const open = new Map<string, KeptRun>();
  const runs: KeptRun[] = [];
  for (const { signal, container, value, atMs } of [...kept].sort((a, b) => a.atMs - b.atMs)) {
    const key = `${signal}/${container ?? ''}/${value}`;
    const before = open.get(key);
    const endMs = nextAfter.get(atMs) ?? atMs;
    if (before?.toMs === atMs) {
      const longer = { ...before, toMs: endMs, samples: before.samples + 1 };
      runs[runs.indexOf(before)] = longer;
      open.set(key, longer);
      continue;
    }
    const run: KeptRun = { signal, container, value, fromMs: atMs, toMs: endMs, samples: 1 };
    runs.push(run);
    open.set(key, run);
  }
  return runs;
}
