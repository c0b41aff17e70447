import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { Trace, TraceLag } from '../../shared/contract/trace';
import { hopscope, run } from '../support/commandLine';
import { ADMIN, KIT, KUBECTL } from '../support/realCluster';

/** Pods come and go, and an answer may come between two of an identity's sides: what is wrong at one moment is asked again. */
const SETTLE = { timeout: 150_000, intervals: [3_000] };

async function podOf(workload: string): Promise<string> {
  const { stdout } = await run(KUBECTL, [
    '--kubeconfig',
    ADMIN,
    '-n',
    'demo',
    'get',
    'pods',
    '-o',
    'name',
    '--field-selector=status.phase=Running',
  ]);
  const name = stdout.split('\n').find((line) => line.startsWith(`pod/${workload}-`));
  if (name === undefined) throw new Error(`no pod of ${workload} runs`);
  return `pod/demo/${name.slice('pod/'.length)}`;
}

async function printedOf(workload: string, metric: string, words: readonly string[] = []): Promise<unknown> {
  const { stdout, stderr } = await hopscope([
    'trace',
    await podOf(workload),
    '--metric',
    metric,
    '--kubeconfig',
    ADMIN,
    '--json',
    ...words,
  ]);
  if (stdout === '') throw new Error(`no trace: ${stderr}`);
  return JSON.parse(stdout);
}

async function traceOf(workload: string, metric: string): Promise<Trace> {
  return Trace.parse(await printedOf(workload, metric));
}

const Measured = z.object({ lag: TraceLag });

/** What was measured while the workload's own load went through a wave and more (web: 120 s, worker: 90 s). */
async function measuredOf(workload: string, metric: string) {
  const { lag } = Measured.parse(await printedOf(workload, metric, ['--measure', '3m']));
  if (lag.measured === undefined) throw new Error(`not measured: ${lag.because}`);
  return { ...lag.measured, to: lag.to, budgetMs: lag.budget.filter(({ after }) => !after).reduce((sum, { ms }) => sum + ms, 0) };
}

const seenIn = ({ hops }: Trace) => hops.filter(({ state, value }) => state === 'seen' && value !== undefined).map(({ hop }) => hop);
const brokenIn = ({ identities }: Trace) => identities.filter(({ holds }) => holds === 'no').map(({ says }) => says);

test('the CPU of web, and the requests of worker, at every hop of the real cluster', async () => {
  test.skip(KIT === undefined, 'needs the cluster kit');
  test.setTimeout(240_000);
  await expect(async () => {
    const cpu = await traceOf('web', 'cpu');
    expect(seenIn(cpu)).toEqual(
      expect.arrayContaining([
        'cgroup',
        'cadvisor',
        'resource',
        'metrics-server',
        'metrics-api',
        'kubectl-top',
        'hpa',
        'prometheus',
        'dashboard',
      ]),
    );
    expect(brokenIn(cpu)).toEqual([]);
    const requests = await traceOf('worker', 'http_requests_per_second');
    expect(seenIn(requests)).toEqual(['prometheus', 'adapter', 'custom-metric', 'hpa']);
    expect(brokenIn(requests)).toEqual([]);
  }).toPass(SETTLE);
});

const MEASURED = [
  { workload: 'web', metric: 'cpu', to: 'HPA demo/web-cpu', waits: ['housekeeping', 'scrape', 'hpa'] },
  { workload: 'worker', metric: 'http_requests_per_second', to: 'HPA demo/worker-requests', waits: ['next-scrape', 'scrape', 'hpa'] },
];

test('how long a change of the load of web, and of worker, takes to its HPA, measured over the same minutes', async () => {
  test.skip(KIT === undefined, 'needs the cluster kit');
  test.setTimeout(420_000);
  const lags = await Promise.all(MEASURED.map(({ workload, metric }) => measuredOf(workload, metric)));
  for (const [at, lag] of lags.entries()) {
    expect(lag.to).toBe(MEASURED[at]?.to);
    // A sync every 15 s, of which one that writes the same number is not seen.
    expect(lag.edges).toBeGreaterThanOrEqual(4);
    expect(lag.bestMs).toBeGreaterThanOrEqual(0);
    expect(lag.p50Ms).toBeGreaterThan(lag.bestMs);
    expect(lag.worstMs).toBeGreaterThan(lag.p50Ms);
    // By what is set, and two more syncs where the number stood still.
    expect(lag.worstMs).toBeLessThanOrEqual(lag.budgetMs + 30_000 + lag.withinMs);
    expect(lag.withinMs).toBeLessThanOrEqual(3_000);
    expect(lag.waits.map(({ id }) => id)).toEqual(MEASURED[at]?.waits);
    expect(lag.waits.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 1);
  }
});
