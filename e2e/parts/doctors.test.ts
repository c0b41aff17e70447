import { afterEach, expect, it } from 'vitest';
import { parse } from 'yaml';
import { systemClock } from '../../electron/engine/clock';
import { examine } from '../../electron/engine/doctors/examine';
import { NO_ACCESS } from '../../electron/engine/doctors/session.testSupport';
import { DOCTORS, type DoctorId, DoctorSheet } from '../../shared/contract/doctors';
import { lookUntilRight, openDemo } from '../support/demoLook';

/** Simulated: two scrapes, a relist of the adapter, some syncs of the HPAs. */
const WARM_UP_MS = 180_000;

const closers: (() => Promise<void>)[] = [];
afterEach(() => closers.pop()?.());

type Expected = Readonly<Record<DoctorId, readonly [state: string, says: RegExp]>>;

it.each<[string, readonly string[], Expected]>([
  [
    'in which all is well',
    [],
    {
      cadvisor: ['ok', /^All \d+ containers have their names/],
      'kube-state-metrics': ['ok', /exposes what there is/],
      'metrics-server': ['ok', /serves all \d+ nodes and pods that have something/],
      adapter: ['ok', /^All 2 metrics that HPAs ask for/],
      hpa: ['ok', /^The sum of its last sync is (\d+), its status wants \1/],
      catalog: ['ok', /known families are here/],
    },
  ],
  [
    'with four faults',
    ['zero-cpu-container', 'ksm-rbac', 'adapter-no-match', 'cadvisor-no-labels'],
    {
      cadvisor: ['broken', /does not reach the container runtime/],
      'kube-state-metrics': ['broken', /^0 of 3 nodes are exposed/],
      'metrics-server': ['degraded', /^The Metrics API serves what it can; 1 node or pod cannot be served/],
      adapter: ['broken', /^2 of 2 metrics that HPAs ask for come back empty/],
      hpa: ['broken', /cannot scale: FailedGetPodsMetric/],
      catalog: ['ok', /known families are here/],
    },
  ],
])('each doctor of a demo %s', async (_name, faults, expected) => {
  const { session, port, close } = await openDemo('healthy', WARM_UP_MS, { faults });
  closers.push(close);
  const signal = new AbortController().signal;
  const wrong = await lookUntilRight({ session }, async () => {
    const found: string[] = [];
    for (const doctor of DOCTORS) {
      const sheet = await examine({ session, port, access: NO_ACCESS, clock: systemClock }, doctor, undefined, signal);
      const { state, says, more } = DoctorSheet.parse(sheet).verdict;
      const [wanted, words] = expected[doctor];
      if (state !== wanted || !words.test(says)) found.push(`${doctor}: ${state}: ${says} ${more}`);
    }
    return found;
  });
  expect(wrong).toEqual([]);
  const sheet = await examine({ session, port, access: NO_ACCESS, clock: systemClock }, 'kube-state-metrics', undefined, signal);
  const facts = sheet.parts.flatMap((part) => (part.kind === 'facts' ? part.rows : []));
  expect(facts.find(({ label }) => label === 'freshness')).toMatchObject({ value: expect.stringMatching(/^it shows a change within /) });
});

it('a standalone cAdvisor without the runtime socket gets a kustomize patch that mounts it', async () => {
  const { session, port, close } = await openDemo('cadvisor-standalone-no-socket', WARM_UP_MS);
  closers.push(close);
  const signal = new AbortController().signal;
  const said = { verdict: '', patch: '' };
  const wrong = await lookUntilRight({ session }, async () => {
    const sheet = await examine({ session, port, access: NO_ACCESS, clock: systemClock }, 'cadvisor', undefined, signal);
    const remedy = sheet.parts.find(({ id }) => id === 'remedy');
    said.verdict = `${sheet.verdict.state}: ${sheet.verdict.says}`;
    said.patch = remedy?.kind === 'text' ? remedy.text : '';
    return said.patch === '' ? [said.verdict] : [];
  });
  expect(wrong).toEqual([]);
  expect(said.verdict).toMatch(/^broken: .*does not reach the container runtime/);
  const { patches } = parse(said.patch);
  expect(patches[0].target).toEqual({ kind: 'DaemonSet', name: 'cadvisor', namespace: 'monitoring' });
  const [container] = parse(patches[0].patch).spec.template.spec.containers;
  expect(container.volumeMounts).toEqual([{ name: 'runtime-socket', mountPath: '/run/containerd', readOnly: true }]);
  expect(container.args).toContain('--containerd=/run/containerd/containerd.sock');
  expect(container.args).toContain('--housekeeping_interval=10s');
});
