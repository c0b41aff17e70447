import { describe, expect, it } from 'vitest';
import { type KubeletListener, kubelet } from './kubelet';
import type { MayUser } from './kubeletAccess';
import { bodyOf, familiesOf, get, recorded, recordedAnswers, samplesOf, shapesOf, surprises } from './testShape';
import { container, pod, TestObjects, TestRunning, testWorld, worldNode } from './testWorld';

const everything: MayUser = () => true;

function webPod() {
  const containers = [container('web', 'web-1'), container('sidecar', 'web-1', { limits: {}, requests: {} })];
  return pod('demo', 'web-1', 'node-1', { containers });
}

const objects = new TestObjects({
  pods: [
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web-1', namespace: 'demo', uid: webPod().uid, resourceVersion: '7', creationTimestamp: '2026-11-21T13:00:00Z' },
      spec: { nodeName: 'node-1', containers: [{ name: 'web', livenessProbe: { periodSeconds: 10 } }, { name: 'sidecar' }] },
    },
  ],
});

function start(
  changes: Parameters<typeof worldNode>[1] = {},
  mayUser: MayUser = everything,
): { running: TestRunning; listener: KubeletListener } {
  const world = testWorld({ nodes: [worldNode('node-1', changes), worldNode('node-2')] });
  const finished = pod('demo', 'done', 'node-1', { phase: 'Succeeded', containers: [container('done', 'done', { state: 'terminated' })] });
  const limited = pod('demo', 'limited', 'node-1', { qos: 'Guaranteed' });
  const running = new TestRunning(world, [webPod(), finished, limited, pod('demo', 'elsewhere', 'node-2')]);
  return { running, listener: kubelet({ node: 'node-1', running: () => running, objects, mayUser }) };
}

async function ask(listener: KubeletListener, path: string): Promise<string> {
  const answer = await listener.handle(get(path));
  return bodyOf(answer);
}

const users: Readonly<Record<string, string>> = {
  viewer: 'system:serviceaccount:default:hopscope-viewer',
  'prometheus-sa': 'system:serviceaccount:monitoring:prometheus',
};

/** What the recorded users were allowed. */
const recordedAccess: MayUser = (user, _verb, subresource) => user.name === users['prometheus-sa'] && subresource === 'metrics';

describe('answers of the recorded kubelet', () => {
  const { listener } = start({}, recordedAccess);
  const { listener: open } = start();
  const direct = recordedAnswers('kubelet-answers.json').filter(
    (answer) => answer.as in users || answer.as === 'anonymous' || answer.as === 'bad-token',
  );
  for (const answer of direct) {
    it(`${answer.request} as ${answer.as}: ${answer.status}`, async () => {
      const name = users[answer.as];
      const user = name === undefined ? undefined : { name, groups: [] };
      const got = await listener.handle(get(`/${answer.request.slice(4)}`, { user }));
      expect({ status: got.status, contentType: got.headers['content-type'] }).toEqual({
        status: answer.status,
        contentType: answer.contentType,
      });
      if (answer.status >= 300) expect(bodyOf(got)).toBe(answer.body);
    });
  }

  const proxied = recordedAnswers('kubelet-answers.json').filter((answer) => answer.as === 'admin');
  for (const answer of proxied) {
    const path = answer.request.replace('GET api/v1/nodes/hop-1/proxy', '');
    it(`${path} through the apiserver: ${answer.status}`, async () => {
      const got = await open.handle(get(path, { headers: { accept: 'application/openmetrics-text; version=1.0.0' } }));
      expect({ status: got.status, contentType: got.headers['content-type'] }).toEqual({
        status: answer.status,
        contentType: answer.contentType,
      });
      if (answer.body !== undefined && answer.status !== 200) expect(bodyOf(got)).toBe(answer.body);
    });
  }

  it('refuses a token when webhook authentication is off', async () => {
    const { listener: closed } = start({ webhookAuthentication: false });
    const user = { name: 'system:serviceaccount:monitoring:prometheus', groups: [] };
    expect(bodyOf(await closed.handle(get('/metrics', { user })))).toBe('Unauthorized');
    expect((await closed.handle(get('/metrics'))).status).toBe(200);
  });
});

describe('expositions of the recorded kubelet', () => {
  const { listener } = start();
  for (const [path, file] of [
    ['/metrics', 'kubelet-metrics'],
    ['/metrics/cadvisor', 'kubelet-metrics-cadvisor'],
    ['/metrics/resource', 'kubelet-metrics-resource'],
    ['/metrics/probes', 'kubelet-metrics-probes'],
    ['/metrics/slis', 'kubelet-metrics-slis'],
  ] as const) {
    it(`${path}: families, types and helps`, async () => {
      expect(familiesOf(await ask(listener, path))).toEqual(familiesOf(recorded(`${file}.txt`)));
    });
    it(`${path}: label names and explicit timestamps`, async () => {
      expect(surprises(file, await ask(listener, path), `${file}.txt`)).toEqual([]);
    });
  }
});

describe('cAdvisor', () => {
  it('has three layers for each pod and none for a finished one', async () => {
    const text = await ask(start().listener, '/metrics/cadvisor');
    const rows = samplesOf(text).filter((sample) => sample.name === 'container_memory_working_set_bytes');
    const web = rows
      .filter((sample) => sample.labels['pod'] === 'web-1')
      .map(({ labels }) => [labels['container'], labels['image'] !== '']);
    expect(web).toEqual([
      ['', false],
      ['', true],
      ['sidecar', true],
      ['web', true],
    ]);
    expect(rows.some((sample) => sample.labels['pod'] === 'done' || sample.labels['pod'] === 'elsewhere')).toBe(false);
  });

  it('stamps samples with the housekeeping of their cgroup, on the clock of the node', async () => {
    const { running, listener } = start({ clockAheadSeconds: 90 });
    const samples = samplesOf(await ask(listener, '/metrics/cadvisor')).filter(
      (sample) => sample.name === 'container_cpu_usage_seconds_total',
    );
    for (const sample of samples) {
      expect(sample.timestampMs).toBe(running.housekeptAt('node-1', sample.labels['id'] ?? '', running.nowMs) + 90_000);
    }
    expect(new Set(samples.map((sample) => sample.timestampMs)).size).toBeGreaterThan(2);
  });

  it('names cgroups as systemd or cgroupfs does', async () => {
    const ids = async (cgroupDriver: 'systemd' | 'cgroupfs') =>
      samplesOf(await ask(start({ cgroupDriver }).listener, '/metrics/cadvisor'))
        .filter((sample) => sample.name === 'container_memory_rss' && sample.labels['pod'] !== '' && sample.labels['container'] !== '')
        .map((sample) => sample.labels['id']);
    expect((await ids('cgroupfs')).every((id) => /^\/kubepods(\/burstable)?\/pod[0-9a-f-]{36}\/[0-9a-f]{64}$/.test(id ?? ''))).toBe(true);
    const systemd =
      /^\/kubepods\.slice(\/kubepods-burstable\.slice\/kubepods-burstable|\/kubepods)-pod[0-9a-f_]{36}\.slice\/cri-containerd-[0-9a-f]{64}\.scope$/;
    expect((await ids('systemd')).every((id) => systemd.test(id ?? ''))).toBe(true);
  });

  it('without the runtime socket: label names stay, container, image and name are empty, no network of pods', async () => {
    const text = await ask(start({ cadvisorLabels: false }).listener, '/metrics/cadvisor');
    expect(shapesOf(text)).toEqual(shapesOf(recorded('kubelet-metrics-cadvisor-no-labels.txt')));
    const samples = samplesOf(text);
    expect(samples.every((sample) => !sample.labels['container'] && !sample.labels['image'] && !sample.labels['name'])).toBe(true);
    const network = samples.filter((sample) => sample.name === 'container_network_receive_bytes_total');
    expect(network.map((sample) => sample.labels['id'])).toEqual(['/']);
    expect(samples.some((sample) => sample.name === 'container_memory_rss' && sample.labels['pod'] === 'web-1')).toBe(true);
  });

  it('a pod keeps the CPU time and the network bytes of a container that was replaced', async () => {
    const { running, listener } = start();
    const podCpu = async () =>
      samplesOf(await ask(listener, '/metrics/cadvisor')).find(
        (sample) =>
          sample.name === 'container_cpu_usage_seconds_total' && sample.labels['pod'] === 'web-1' && sample.labels['image'] === '',
      )?.value ?? 0;
    const podNetwork = async () =>
      samplesOf(await ask(listener, '/metrics/cadvisor')).find(
        (sample) => sample.name === 'container_network_receive_bytes_total' && sample.labels['pod'] === 'web-1',
      )?.value ?? 0;
    const [before, received] = [await podCpu(), await podNetwork()];
    const again = container('web', 'web-1-again', { name: 'web', restarts: 1, startedMs: running.nowMs });
    running.podsNow = [pod('demo', 'web-1', 'node-1', { containers: [again, container('sidecar', 'web-1')] })];
    running.nowMs += 60_000;
    expect(await podCpu()).toBeGreaterThan(before);
    expect(await podNetwork()).toBeGreaterThan(received);
  });
});

describe('/metrics/resource', () => {
  it('tells only of real containers; start times have no timestamp', async () => {
    const samples = samplesOf(await ask(start().listener, '/metrics/resource'));
    const cpu = samples.filter((sample) => sample.name === 'container_cpu_usage_seconds_total');
    expect(cpu.map((sample) => `${sample.labels['pod']}/${sample.labels['container']}`)).toEqual([
      'limited/limited',
      'web-1/sidecar',
      'web-1/web',
    ]);
    expect(cpu.every((sample) => sample.timestampMs !== undefined)).toBe(true);
    const startTimes = samples.filter((sample) => sample.name === 'container_start_time_seconds');
    expect(startTimes.every((sample) => sample.timestampMs === undefined && sample.value > 1.7e9)).toBe(true);
  });

  it('agrees with cAdvisor in value and time', async () => {
    const { listener } = start();
    const of = async (path: string) =>
      samplesOf(await ask(listener, path)).find(
        (sample) => sample.name === 'container_cpu_usage_seconds_total' && sample.labels['container'] === 'web',
      );
    const [resource, cadvisor] = [await of('/metrics/resource'), await of('/metrics/cadvisor')];
    expect([resource?.value, resource?.timestampMs]).toEqual([cadvisor?.value, cadvisor?.timestampMs]);
  });

  it('zeroCpuPods: the first container reports 0', async () => {
    const samples = samplesOf(await ask(start({ zeroCpuPods: ['demo/web-1'] }).listener, '/metrics/resource'));
    const cpu = samples.filter((sample) => sample.name === 'container_cpu_usage_seconds_total' && sample.labels['pod'] === 'web-1');
    expect(cpu.map((sample) => [sample.labels['container'], sample.value > 0])).toEqual([
      ['sidecar', true],
      ['web', false],
    ]);
  });
});

/** Every path of a JSON document; list items stand together as []. */
function pathsOf(value: unknown, at = ''): Set<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((item) => [...pathsOf(item, `${at}[]`)]));
  if (typeof value !== 'object' || value === null) return new Set([at]);
  return new Set(Object.entries(value).flatMap(([key, inner]) => [...pathsOf(inner, `${at}.${key}`)]));
}

describe('/stats/summary', () => {
  for (const [path, file, changes] of [
    ['/stats/summary', 'stats-summary.json', {}],
    ['/stats/summary?only_cpu_and_memory=true', 'stats-summary-cpu-memory.json', {}],
    ['/stats/summary?only_cpu_and_memory=true', 'stats-summary-no-labels.json', { cadvisorLabels: false }],
  ] as const) {
    it(`${path} has the fields of ${file}`, async () => {
      const got: unknown = JSON.parse(await ask(start(changes).listener, path));
      const all = pathsOf(JSON.parse(recorded(file)));
      expect([...pathsOf(got)].sort()).toEqual([...all].sort());
    });
  }
});

describe('/configz', () => {
  it('has the recorded fields', async () => {
    const theirs: unknown = JSON.parse(recorded('proxy-configz.json'));
    const got: unknown = JSON.parse(await ask(start().listener, '/configz'));
    const plain = (paths: Set<string>) => [...paths].filter((path) => !path.includes('.evictionHard.')).sort();
    expect(plain(pathsOf(got))).toEqual(plain(pathsOf(theirs)));
  });
});

describe('/metrics', () => {
  it('counters grow with simulated time, histograms are cumulative and end at their count', async () => {
    const { running, listener } = start();
    const before = samplesOf(await ask(listener, '/metrics'));
    running.nowMs += 3_600_000;
    const after = samplesOf(await ask(listener, '/metrics'));
    const key = (sample: { name: string; labels: object }) => `${sample.name}${JSON.stringify(sample.labels)}`;
    const later = new Map(after.map((sample) => [key(sample), sample.value]));
    const counters = before.filter((sample) => /(_total|_bucket|_count|_sum)$/.test(sample.name));
    expect(counters.filter((sample) => (later.get(key(sample)) ?? 0) < sample.value)).toEqual([]);
    expect(counters.filter((sample) => (later.get(key(sample)) ?? 0) > sample.value).length).toBeGreaterThan(200);
    let last = { series: '', value: 0 };
    for (const sample of after.filter((candidate) => candidate.name.endsWith('_bucket'))) {
      const { le, ...rest } = sample.labels;
      const series = `${sample.name.replace(/_bucket$/, '')}${JSON.stringify(rest)}`;
      if (series === last.series) expect(sample.value).toBeGreaterThanOrEqual(last.value);
      last = { series, value: sample.value };
      if (le === '+Inf') expect(later.get(series.replace('{', '_count{'))).toBe(sample.value);
    }
  });

  it('counts the pods of the node', async () => {
    const samples = samplesOf(await ask(start().listener, '/metrics'));
    expect(samples.find((sample) => sample.name === 'kubelet_running_pods')?.value).toBe(2);
    expect(samples.find((sample) => sample.name === 'kubelet_node_name')?.labels['node']).toBe('node-1');
  });
});
