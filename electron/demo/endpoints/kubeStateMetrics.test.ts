import { describe, expect, it } from 'vitest';
import { acceptHeader } from '../../../shared/exposition/accept';
import { parseExposition } from '../../../shared/exposition/parse';
import type { KubeObject } from '../objects';
import type { KsmSettings } from '../world/world';
import { kubeStateMetrics } from './kubeStateMetrics';
import { nextSchedule } from './stateMetrics/schedule';
import { bodyOf, familiesOf, get, recorded, recordedAnswers, samplesOf, surprises } from './testShape';
import { TestObjects, TestRunning, testWorld } from './testWorld';

function recordedObjects(): Record<string, readonly KubeObject[]> {
  return JSON.parse(recorded('kube-state-metrics-objects.json.gz'));
}

function start(objects: Record<string, readonly KubeObject[]>, settings: Partial<KsmSettings> = {}, args: readonly string[] = []) {
  const running = new TestRunning(testWorld({ kubeStateMetrics: { forbidden: [], labelAllowlist: [], ...settings } }), []);
  return kubeStateMetrics({ running: () => running, objects: new TestObjects(objects), args });
}

async function metrics(ksm: ReturnType<typeof start>, path = '/metrics'): Promise<string> {
  return bodyOf(await ksm.main.handle(get(path)));
}

/** Families whose values moved between the two recordings: leases, running Jobs and what the HPA measured last. */
const moved = /kube_horizontalpodautoscaler_status_target_metric|kube_(configmap|cronjob|job|lease|replicaset|secret|statefulset)_/;

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#') && !moved.test(line))
    .sort();
}

describe('kube-state-metrics of the recorded objects', () => {
  it('says line by line what the real one said', async () => {
    const ours = linesOf(await metrics(start(recordedObjects())));
    const theirs = linesOf(recorded('kube-state-metrics-full.txt.gz'));
    expect(theirs.length).toBeGreaterThan(900);
    expect(ours).toEqual(theirs);
  });

  it('two shards say together what one says, and each its part and its number', async () => {
    const shard = (ordinal: number) => start(recordedObjects(), {}, [`--shard=${ordinal}`, '--total-shards=2']);
    const parts = [linesOf(await metrics(shard(0))), linesOf(await metrics(shard(1)))];
    expect(parts.flat().sort()).toEqual(linesOf(await metrics(start(recordedObjects()))));
    for (const part of parts) expect(part.length).toBeGreaterThan(100);
    const telemetry = bodyOf(await shard(1).telemetry.handle(get('/metrics')));
    expect(telemetry).toContain('kube_state_metrics_shard_ordinal{shard_ordinal="1"} 1\n');
    expect(telemetry).toContain('kube_state_metrics_total_shards 2\n');
  });

  it('HPA targets and currents have the recorded label names', async () => {
    const rows = samplesOf(await metrics(start(recordedObjects()))).filter((sample) => sample.name.endsWith('_status_target_metric'));
    expect(rows.map((row) => [row.labels['metric_name'], row.labels['metric_target_type']])).toContainEqual(['cpu', 'utilization']);
  });
});

const meta = (name: string) => ({
  metadata: { name, namespace: 'demo', uid: `uid-${name}`, resourceVersion: '12', creationTimestamp: '2026-11-21T13:00:00Z' },
});

const owned = (kind: string, name: string) => ({ ownerReferences: [{ kind, name, controller: true }] });

const small: Record<string, readonly KubeObject[]> = {
  ...recordedObjects(),
  configmaps: [{ apiVersion: 'v1', kind: 'ConfigMap', ...meta('settings') }],
  secrets: [{ apiVersion: 'v1', kind: 'Secret', type: 'Opaque', ...meta('token') }],
  'cronjobs.batch': [
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      ...meta('burst'),
      spec: { schedule: '* * * * *', suspend: false, successfulJobsHistoryLimit: 2, failedJobsHistoryLimit: 1 },
      status: { lastScheduleTime: '2026-11-21T13:17:00Z', lastSuccessfulTime: '2026-11-21T13:17:07Z' },
    },
  ],
  'jobs.batch': [
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { ...meta('burst-1').metadata, ...owned('CronJob', 'burst') },
      spec: { parallelism: 1, completions: 1 },
      status: {
        succeeded: 1,
        startTime: '2026-11-21T13:17:00Z',
        completionTime: '2026-11-21T13:17:07Z',
        conditions: [{ type: 'Complete', status: 'True' }],
      },
    },
  ],
  'replicasets.apps': [
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { ...meta('web-1').metadata, ...owned('Deployment', 'web') },
      spec: { replicas: 2 },
      status: {},
    },
  ],
  'leases.coordination.k8s.io': [
    {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { ...meta('hop-1').metadata, ...owned('Node', 'hop-1') },
      spec: { holderIdentity: 'hop-1', renewTime: '2026-11-21T13:17:34.000000Z' },
    },
  ],
};

describe('what it is asked for', () => {
  const asked = async (accept: string | undefined) => {
    const headers: Record<string, string> = accept === undefined ? {} : { accept };
    const answer = await start(recordedObjects()).main.handle({ ...get('/metrics'), headers });
    return { type: answer.headers['content-type'], text: bodyOf(answer) };
  };

  it('OpenMetrics, as Prometheus asks: the same lines with their end, which read the same', async () => {
    const plain = await asked(undefined);
    const open = await asked(acceptHeader());
    expect(open.type).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=allow-utf-8');
    expect(open.text).toBe(`${plain.text}# EOF\n`);
    const [asText, asOpen] = [parseExposition(plain.text, 'text'), parseExposition(open.text, 'openmetrics')];
    expect(asOpen.ok && [...asOpen.value.samples()]).toEqual(asText.ok && [...asText.value.samples()]);
  });

  it.each([
    ['nothing', undefined],
    ['anything', '*/*'],
    ['text before all', acceptHeader(['PrometheusText0.0.4', 'OpenMetricsText1.0.0'])],
    ['protobuf, which it has not', acceptHeader(['PrometheusProto'])],
  ])('text: %s', async (_name, accept) => expect((await asked(accept)).type).toBe('text/plain; version=0.0.4; charset=utf-8'));
});

describe('families', () => {
  it('has the recorded families, types and helps, in the recorded order', async () => {
    const { secrets: _secrets, ...rest } = small;
    const ours = familiesOf(await metrics(start(rest)));
    const theirs = familiesOf(recorded('kube-state-metrics.txt'));
    expect(Object.entries(ours)).toEqual(Object.entries(theirs));
  });

  it('has the recorded label names', async () => {
    const { secrets: _secrets, ...rest } = small;
    expect(surprises('kube-state-metrics', await metrics(start(rest)), 'kube-state-metrics.txt')).toEqual([]);
  });

  it('a store without objects writes no heads; one with objects writes heads of empty families too', async () => {
    const families = familiesOf(await metrics(start({ nodes: small['nodes'] ?? [] })));
    expect(Object.keys(families).every((name) => name.startsWith('kube_node_'))).toBe(true);
    expect(families).toHaveProperty('kube_node_labels');
  });

  it('labels appear by allow-list alone', async () => {
    const text = await metrics(start(small, { labelAllowlist: ['nodes=[kubernetes.io/os]', 'pods=[app]'] }));
    const labels = samplesOf(text).filter((sample) => sample.name === 'kube_node_labels');
    expect(labels.map((sample) => sample.labels)).toEqual([{ node: 'hop-1', label_kubernetes_io_os: 'linux' }]);
  });

  it('?resources= narrows', async () => {
    const families = Object.keys(familiesOf(await metrics(start(small), '/metrics?resources=nodes')));
    expect(new Set(families.map((name) => name.split('_')[1]))).toEqual(new Set(['node']));
  });
});

describe('a resource that its ClusterRole does not grant', () => {
  const ksm = start(small, { forbidden: ['nodes'] });

  it('has no samples, and /healthz says OK', async () => {
    expect(samplesOf(await metrics(ksm)).some((sample) => sample.name.startsWith('kube_node_'))).toBe(false);
    expect(bodyOf(await ksm.main.handle(get('/healthz')))).toBe('OK');
  });

  it('shows as list errors on the telemetry port, and is never watched', async () => {
    const samples = samplesOf(bodyOf(await ksm.telemetry.handle(get('/metrics')))).filter(
      (sample) => sample.labels['resource'] === '*v1.Node',
    );
    expect(samples.map((sample) => [sample.name, sample.labels['result'], sample.value > 0])).toEqual([
      ['kube_state_metrics_list_total', 'error', true],
    ]);
  });
});

describe('its two ports', () => {
  const ksm = start(small);
  for (const answer of recordedAnswers('kube-state-metrics-answers.json')) {
    const path = `/${answer.request.slice(4)}`;
    it(`${path}: ${answer.status} ${answer.contentType}`, async () => {
      const both = await Promise.all([ksm.main.handle(get(path)), ksm.telemetry.handle(get(path))]);
      const got = both.map((one) => ({
        status: one.status,
        contentType: one.headers['content-type'],
        ...(answer.body === undefined ? {} : { body: bodyOf(one) }),
      }));
      const { status, contentType, body } = answer;
      expect(got).toContainEqual({ status, contentType, ...(body === undefined ? {} : { body }) });
    });
  }

  it('telemetry has the recorded families and label names', async () => {
    const text = bodyOf(await ksm.telemetry.handle(get('/metrics')));
    expect(familiesOf(text)).toEqual(familiesOf(recorded('kube-state-metrics-telemetry.txt')));
    expect(surprises('kube-state-metrics-telemetry', text, 'kube-state-metrics-telemetry.txt')).toEqual([]);
  });

  it('lists and watches the recorded resources', async () => {
    const resources = (text: string) => samplesOf(text).flatMap((sample) => sample.labels['resource'] ?? []);
    const ours = resources(bodyOf(await ksm.telemetry.handle(get('/metrics'))));
    expect(ours).toEqual(resources(recorded('kube-state-metrics-telemetry.txt')));
  });
});

describe('next time of a CronJob', () => {
  const from = Date.parse('2026-11-21T13:17:05Z') / 1000;
  for (const [schedule, expected] of [
    ['* * * * *', '2026-11-21T13:18:00Z'],
    ['*/15 * * * *', '2026-11-21T13:30:00Z'],
    ['0 3 * * *', '2026-11-22T03:00:00Z'],
    ['30 6 1 1 *', '2027-01-01T06:30:00Z'],
    ['0,20 14-16 * * 1', '2026-11-23T14:00:00Z'],
  ] as const) {
    it(`${schedule} is ${expected}`, () => {
      expect(new Date((nextSchedule(schedule, from) ?? 0) * 1000).toISOString()).toBe(expected.replace('Z', '.000Z'));
    });
  }
  for (const schedule of ['@hourly', '* * * *', '*/0 * * * *', 'a b c d e']) {
    it(`${schedule} is not understood`, () => {
      expect(nextSchedule(schedule, from)).toBeUndefined();
    });
  }
});
