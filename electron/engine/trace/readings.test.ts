import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseExposition } from '../../../shared/exposition/parse';
import type { HpaObject } from '../../../shared/model/inventory';
import { stripHpa } from '../cluster/strip/hpa';
import { isOfPod, type KubeletAsk, readCadvisor, readResource, readSummary } from './kubeletReadings';
import { chooseJob } from './prometheusReadings';
import { readCustom, readServed } from './servedReadings';

const FOLDER = new URL('../../../e2e/fixtures/cluster/healthy/', import.meta.url);
const bytes = (file: string): Uint8Array => {
  const read = readFileSync(new URL(file, FOLDER));
  return file.endsWith('.gz') ? gunzipSync(read) : read;
};

const WEB = { kind: 'pod', namespace: 'demo', name: 'web-56c757448c-wfkx6' } as const;
const CPU: KubeletAsk = { node: 'hop-1', subject: WEB, metric: { kind: 'cpu' }, uid: 'c843c6a5-0446-4d9a-9d91-af17d42d53da' };

function samplesOf(file: string) {
  const read = parseExposition(bytes(file), 'text');
  if (!read.ok) throw new Error(`line ${read.error.line}: ${read.error.message}`);
  return read.value.samples();
}

describe('answers of a real cluster, by hand', () => {
  it('/metrics/resource: two containers with their times', () =>
    expect(readResource(samplesOf('proxy-metrics-resource.txt'), CPU)).toEqual({
      ok: true,
      value: {
        containers: [
          { who: 'sidecar', amount: 0.161109393, atMs: 1_795_267_039_317 },
          { who: 'web', amount: 136.615312408, atMs: 1_795_267_047_192 },
        ],
      },
    }));

  it("/metrics/cadvisor: the same, the pod's own cgroup and its pause container", () => {
    const read = readCadvisor(samplesOf('proxy-metrics-cadvisor.txt.gz'), CPU);
    expect(read.ok && [...read.value.containers].sort((a, b) => a.amount - b.amount)).toEqual([
      { who: 'sidecar', amount: 0.161109393, atMs: 1_795_267_039_317 },
      { who: 'web', amount: 136.615312408, atMs: 1_795_267_047_192 },
    ]);
    expect(read.ok && [read.value.own?.amount, read.value.pause?.amount]).toEqual([136.384900313, 0.037598805]);
  });

  it('one container alone has no own cgroup beside it', () => {
    const read = readCadvisor(samplesOf('proxy-metrics-cadvisor.txt.gz'), { ...CPU, subject: { ...WEB, container: 'web' } });
    expect(read).toEqual({ ok: true, value: { containers: [{ who: 'web', amount: 136.615312408, atMs: 1_795_267_047_192 }] } });
  });

  it('a node is its root cgroup', () => {
    const node = { ...CPU, subject: { kind: 'node', name: 'hop-1' } } as const;
    const resource = readResource(samplesOf('proxy-metrics-resource.txt'), node);
    const cadvisor = readCadvisor(samplesOf('proxy-metrics-cadvisor.txt.gz'), node);
    expect(resource.ok && resource.value.containers).toEqual([{ who: 'node', amount: 10678.245361746, atMs: 1_795_267_050_593 }]);
    expect(cadvisor.ok && cadvisor.value.containers.map(({ who }) => who)).toEqual(['node']);
  });

  it('/stats/summary: nanoseconds, times in whole seconds', () => {
    const read = readSummary({ body: bytes('proxy-summary-cpu-memory.json') }, CPU);
    const web = read.ok ? read.value.containers.find(({ who }) => who === 'web') : undefined;
    expect(web?.atMs).toBe(Math.floor((web?.atMs ?? 1) / 1000) * 1000);
    expect(web?.amount).toBeGreaterThan(100);
  });

  it('the Metrics API: each container as it is written, the window of the pod', () => {
    const read = readServed({ body: bytes('metrics-pods.json') }, 'cpu');
    expect(read.ok && read.value.get(WEB.name)).toEqual({
      containers: [
        { who: 'web', amount: expect.closeTo(0.154672023, 12), text: '154672023n' },
        { who: 'sidecar', amount: expect.closeTo(0.000087607, 12), text: '87607n' },
      ],
      timestampMs: Date.parse('2026-11-21T13:17:06Z'),
      windowMs: 17_884,
    });
  });

  it('custom metrics by pod', () => {
    const read = readCustom({ body: bytes('custom-metric-value-v1beta2.json') }, 'http_requests_per_second');
    expect(read.ok && read.value.get('web-56c757448c-fstt6')?.text).toMatch(/^\d+m?$/);
  });

  it('the HPA says 211 %', () => {
    const list: { items: Parameters<typeof stripHpa>[0][] } = JSON.parse(new TextDecoder().decode(bytes('hpas.json')));
    const web: HpaObject | undefined = list.items.map(stripHpa).find(({ name }) => name === 'web-cpu');
    expect(web?.metrics[0]).toMatchObject({ type: 'Resource', name: 'cpu', target: '250', current: '211' });
  });
});

describe('what is not of it', () => {
  it('a pod that no sample names', () => {
    const gone = { ...CPU, subject: { ...WEB, name: 'web-0' } };
    expect(readResource(samplesOf('proxy-metrics-resource.txt'), gone)).toMatchObject({ ok: false, error: { state: 'absent' } });
    expect(readSummary({ body: new TextEncoder().encode('{}') }, gone)).toMatchObject({ ok: false, error: { state: 'failed' } });
    expect(readServed({ body: new TextEncoder().encode('<html>') }, 'cpu')).toMatchObject({ ok: false, error: { state: 'failed' } });
  });

  it.each([
    ['/kubepods/burstable/podc843c6a5-0446-4d9a-9d91-af17d42d53da/774e', true],
    ['/kubepods.slice/kubepods-podc843c6a5_0446_4d9a_9d91_af17d42d53da.slice/x', true],
    ['/kubepods/burstable/podeaaea884-13af-4d96-bf07-cfda3aa6d035/774e', false],
    ['/docker/774e', true],
    ['', true],
  ])('%s: %s', (path, is) => expect(isOfPod(path, CPU.uid)).toBe(is));

  it('of two jobs cAdvisor counts, of a container that was replaced the newer, and what is old not at all', () => {
    const series = (labels: Record<string, string>, lastS: number) => ({ labels, timesMs: [lastS * 1000], values: [lastS] });
    const all = [
      series({ job: 'resource', container: 'web' }, 1_000),
      series({ job: 'cadvisor', container: 'web', id: '/old' }, 900),
      series({ job: 'cadvisor', container: 'web', id: '/new' }, 990),
      series({ job: 'cadvisor', container: 'gone', id: '/gone' }, 100),
      series({ job: 'cadvisor', id: '/pod' }, 995),
    ];
    const chosen = chooseJob(all, { subject: WEB, metric: { kind: 'cpu' }, nowMs: 1_000_000 });
    expect(chosen?.job).toBe('cadvisor');
    expect(chosen?.series.map(({ labels }) => labels['id'])).toEqual(['/new']);
  });

  it('of two pods that had one name after each other: the series of the one that is there', () => {
    const series = (instance: string, code: string, timesS: readonly number[]) => ({
      labels: { job: 'pods', instance, code },
      timesMs: timesS.map((second) => second * 1000),
      values: timesS,
    });
    const all = [
      series('10.0.0.1:80', '200', [800, 815, 830, 845]),
      series('10.0.0.2:80', '200', [960, 975, 990]),
      series('10.0.0.2:80', '500', [990]),
      // A second port of the same pod, scraped at another moment.
      series('10.0.0.2:81', '200', [952, 967, 982]),
      series('10.0.0.2:80', '404', [930, 945]),
    ];
    const chosen = chooseJob(all, { subject: WEB, metric: { kind: 'named', name: 'requests' }, nowMs: 1_000_000 });
    expect(chosen?.series.map(({ labels }) => `${labels['instance']} ${labels['code']}`)).toEqual([
      '10.0.0.2:80 200',
      '10.0.0.2:80 500',
      '10.0.0.2:81 200',
    ]);
  });
});
