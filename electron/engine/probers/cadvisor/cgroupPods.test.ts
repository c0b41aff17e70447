import { expect, it } from 'vitest';
import { type InferredLabels, inferLabels } from '../../../../shared/cgroup/inferLabels';
import { parseCgroupId } from '../../../../shared/cgroup/parseId';
import { type Exposition, parseExposition } from '../../../../shared/exposition/parse';
import { lookAtRecording } from '../recordedCluster.testSupport';
import { recordedInventory } from '../recordedInventory.testSupport';
import { recordedPort } from '../recordedPort.testSupport';
import { readRecording } from '../recordings.testSupport';
import { cgroupPodsOf } from './cgroupPods';

function cpuSeries(name: string): readonly Record<string, string>[] {
  const answer = readRecording(name).answers.find(({ path }) => path === '/metrics/cadvisor');
  const read = parseExposition(answer?.body() ?? '', 'text');
  const exposition: Exposition | undefined = read.ok ? read.value : undefined;
  const samples = [...(exposition?.samples() ?? [])].filter((sample) => sample.name === 'container_cpu_usage_seconds_total');
  return samples.map(({ labels }) => labels).filter(({ id = '' }) => parseCgroupId(id).kind === 'container');
}

const named = (labels: InferredLabels) => Object.fromEntries(labels);

it('recorded without names: every running container whose cgroup is there is told by it', () => {
  const pods = recordedInventory(recordedPort('cadvisor-no-labels')).pods;
  const series = cpuSeries('faults/cadvisor-no-labels');
  const inferred = series.map((labels) => named(inferLabels(labels, cgroupPodsOf(pods))));
  // Four pods were listed before this cAdvisor had come to their cgroups.
  const seen = pods.filter(({ uid }) => series.some(({ id }) => id?.includes(uid)));
  const wanted = seen.flatMap(({ namespace, name, statuses }) =>
    statuses.filter(({ state }) => state === 'running').map((status) => `${namespace}/${name}/${status.name}`),
  );
  const told = inferred
    .filter(({ container }) => container !== undefined)
    .map(({ namespace, pod, container }) => `${namespace}/${pod}/${container}`);
  expect(wanted.length).toBe(9);
  expect(told.sort()).toEqual(wanted.sort());
});

it('recorded with names: the same as cAdvisor itself says, static pods too', () => {
  const { pods } = recordedInventory(recordedPort('healthy'));
  const compared = cpuSeries('healthy').flatMap(({ id = '', namespace, pod, container }) => {
    const inferred = named(inferLabels({ id }, cgroupPodsOf(pods)));
    return inferred['pod'] === undefined ? [] : [[inferred, { namespace, pod, ...(container === '' ? {} : { container }) }] as const];
  });
  expect(compared.length).toBe(27);
  for (const [inferred, said] of compared) expect(inferred).toEqual(said);
});

it('is among the facts of a cAdvisor that lost them', async () => {
  const { looks } = await lookAtRecording('cadvisor-no-labels');
  const facts = [...looks].find(([id]) => id.startsWith('cadvisor/'))?.[1].judgement.facts ?? [];
  expect(facts.find(({ label }) => label === 'names told by the cgroups')?.value).toMatch(/^\d+ of \d+, \d+ more by pod alone/);
});
