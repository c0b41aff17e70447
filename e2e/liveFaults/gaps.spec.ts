import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import type { Report } from '../../shared/report/schema';
import { ROOT, reportOf, run } from '../support/commandLine';
import { ADMIN, fault, KIT, KUBECTL } from '../support/realCluster';

type Gap = Report['gaps'][number];

/** One look over all faults in turn; what Prometheus kept tells of them after they are over. */
const LOOK_SECONDS = 385;
/**
 * Prometheus first: its data goes with it. A kubelet that is stopped for less than 30 s fails a scrape and does not lose its node's lease (40 s). One with
 * a fiftieth of a CPU loses its first scrape after 20 to 50 s, as much as it had to do just then; what else it loses meanwhile is its own.
 */
const FAULTS = [
  { name: 'prometheus-down', onSeconds: 20, settleSeconds: 45 },
  { name: 'kubelet-paused', onSeconds: 26, settleSeconds: 30 },
  { name: 'kubelet-slow', onSeconds: 80, settleSeconds: 30 },
  { name: 'node-notready', onSeconds: 70, settleSeconds: 30 },
] as const;

interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** On and off again; the stretch in which it was on. */
async function breakFor({ name, onSeconds, settleSeconds }: (typeof FAULTS)[number]): Promise<Stretch> {
  const fromMs = Date.now();
  await fault(name, 'on');
  try {
    await wait(onSeconds * 1_000);
  } finally {
    await fault(name, 'off');
  }
  const toMs = Date.now();
  if (name === 'prometheus-down')
    await run(KUBECTL, ['--kubeconfig', ADMIN, '-n', 'monitoring', 'rollout', 'status', 'deployment/prometheus', '--timeout=60s']);
  await wait(settleSeconds * 1_000);
  return { fromMs, toMs };
}

const msOf = (time: string | undefined): number => (time === undefined ? Number.POSITIVE_INFINITY : Date.parse(time));
const isIn = ({ from, to }: Gap, { fromMs, toMs }: Stretch): boolean => msOf(from) < toMs && msOf(to) > fromMs;
/** The kubelet's own paths: what is behind them is the kubelet, whatever job asks. */
const isOfKubelet = ({ target = '' }: Gap): boolean => /^(kubelet|cadvisor|kubelet-resource)\//.test(target);

test('gaps of the real cluster have the causes that their faults are, by one report over all of them', async () => {
  test.skip(KIT === undefined, 'needs the cluster kit');
  test.setTimeout(600_000);
  const looking = reportOf(['--kubeconfig', ADMIN, '--for', `${LOOK_SECONDS}s`]);
  await wait(15_000);
  const on = new Map<string, Stretch>();
  for (const each of FAULTS) on.set(each.name, await breakFor(each));
  const { report } = await looking;
  fs.mkdirSync(path.join(ROOT, 'out'), { recursive: true });
  fs.writeFileSync(
    path.join(ROOT, 'out/live-gaps.json'),
    JSON.stringify({ faults: Object.fromEntries(on), gaps: report.gaps }, undefined, 1),
  );
  const causes = (name: string, which: (gap: Gap) => boolean): readonly string[] => {
    const stretch = on.get(name) ?? { fromMs: 0, toMs: 0 };
    return [...new Set(report.gaps.filter((gap) => which(gap) && isIn(gap, stretch)).map(({ cause }) => cause))].sort();
  };
  expect(causes('kubelet-paused', isOfKubelet)).toEqual(['target-down']);
  expect(causes('kubelet-slow', isOfKubelet)).toContain('scrape-too-slow');
  expect(causes('node-notready', isOfKubelet)).toEqual(['node-not-ready']);
  expect(causes('prometheus-down', ({ target }) => target === undefined)).toEqual(['scraper-restarted']);
  for (const gap of report.gaps) expect(gap.evidence.length, `${gap.target} ${gap.cause}`).toBeGreaterThan(0);
});
