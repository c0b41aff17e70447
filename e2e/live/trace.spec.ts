import { expect, test } from '@playwright/test';
import { Trace } from '../../shared/contract/trace';
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

async function traceOf(workload: string, metric: string): Promise<Trace> {
  const { stdout, stderr } = await hopscope(['trace', await podOf(workload), '--metric', metric, '--kubeconfig', ADMIN, '--json']);
  if (stdout === '') throw new Error(`no trace: ${stderr}`);
  return Trace.parse(JSON.parse(stdout));
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
