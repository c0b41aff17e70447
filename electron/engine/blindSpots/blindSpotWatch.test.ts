import { describe, expect, it } from 'vitest';
import { formatClock } from '../../../shared/model/format';
import { EMPTY_INVENTORY } from '../../../shared/model/inventory';
import { open, target } from '../charts/chartFeed.testSupport';
import { fakeCluster, type Reply } from '../cluster/fakeCluster.testSupport';
import { type ManualClock, manualClock } from '../cluster/manualClock.testSupport';
import { stripPod } from '../cluster/strip/pod';
import { SharedValues } from '../cluster/strip/sharedValues';
import { BlindSpotWatch } from './blindSpotWatch';

const START = Date.UTC(2026, 10, 21, 14, 0, 0);
const shared = new SharedValues();

const prometheusSession = () => ({ ...open({ targets: [target('ksm', 'n1')] }).session, inventory: EMPTY_INVENTORY });

const NO_SESSION = { inventory: EMPTY_INVENTORY, discovered: [], looks: new Map(), clockOffsetMs: 0 };

/** Answers of a Prometheus that scraped kube-state-metrics at these seconds, and kept what `podSeries` says. */
function prometheus(seconds: () => readonly number[], podSeries: () => readonly object[], cpu?: Reply) {
  const asked: string[] = [];
  const at = (second: number): number => START / 1_000 + second;
  const port = fakeCluster((_path, query): Reply => {
    const text = query.get('query') ?? '';
    asked.push(text);
    const matrix = (result: readonly object[]): Reply => ({
      status: 200,
      body: { status: 'success', data: { resultType: 'matrix', result } },
    });
    if (text.startsWith('topk')) {
      const metric = {
        __name__: 'kube_pod_status_phase',
        job: 'ksm',
        instance: 'n1:10250',
        exported_namespace: 'demo',
        exported_pod: 'x',
      };
      return { status: 200, body: { status: 'success', data: { resultType: 'vector', result: [{ metric, value: [at(0), '1'] }] } } };
    }
    if (text.startsWith('up{')) return matrix([{ metric: {}, values: seconds().map((second) => [at(second), '1']) }]);
    if (text.startsWith('container_cpu')) return cpu ?? matrix([]);
    return matrix(podSeries());
  });
  return { port, asked, at };
}

function burst(phase: string, more: Record<string, unknown> = {}) {
  const metadata = {
    namespace: 'demo',
    name: 'burst-1',
    uid: 'u-burst',
    creationTimestamp: new Date(START + 60_000).toISOString(),
    ownerReferences: [{ kind: 'Job', name: 'burst-1' }],
  };
  return stripPod({ metadata, status: { phase, ...more } }, shared);
}

const started = new Date(START + 61_000).toISOString();
const ended = new Date(START + 68_000).toISOString();

/** A pod that lives from second 60 to 70, between scrapes at 51 and 66 or 54 and 69. */
async function liveBurst(watch: BlindSpotWatch, clock: ManualClock): Promise<void> {
  await clock.advance(60_200);
  watch.hear('changed', burst('Pending'));
  await clock.advance(1_000);
  watch.hear(
    'changed',
    burst('Running', { containerStatuses: [{ name: 'burst', state: { running: { startedAt: started } }, ready: true }] }),
  );
  await clock.advance(7_000);
  const terminated = { reason: 'Completed', exitCode: 0, startedAt: started, finishedAt: ended };
  watch.hear('changed', burst('Succeeded', { containerStatuses: [{ name: 'burst', state: { terminated } }] }));
  await clock.advance(1_800);
  watch.hear('removed', burst('Succeeded', { containerStatuses: [{ name: 'burst', state: { terminated } }] }));
  await clock.advance(20_000);
}

/** A pod of 8 s that lived and died between two scrapes: of its life nothing was kept. */
async function burstBetweenScrapes() {
  const clock = manualClock(START);
  const { port, asked } = prometheus(
    () => [6, 21, 36, 56, 71, 86],
    () => [],
  );
  const watch = new BlindSpotWatch({ session: prometheusSession, port, clock });
  await liveBurst(watch, clock);
  return { watch, asked };
}

describe('blind spots of a cluster', () => {
  it('an 8 s pod between two scrapes: everything of it is lost; the Report has a row for each change, with proof', async () => {
    const { watch, asked } = await burstBetweenScrapes();
    const rows = await watch.reportRows(START);
    expect(rows.map(({ state, reason, verdict, seeInstead }) => [state, reason, verdict, seeInstead])).toEqual([
      ['phase', 'Pending', 'could-not-be-seen', 'kube_pod_created'],
      ['phase', 'Running', 'could-not-be-seen', 'kube_job_status_start_time'],
      ['phase', 'Succeeded', 'could-not-be-seen', 'kube_job_status_succeeded'],
      ['terminated of burst', 'Completed', 'could-not-be-seen', 'kube_job_status_completion_time'],
    ]);
    expect(rows[1]).toMatchObject({ subject: 'Pod/demo/burst-1', intervalSeconds: 15, chance: 0.467, from: '2026-11-21T14:01:01.000Z' });
    expect(rows[1]?.evidence).toMatchObject([
      { request: 'GET /api/v1/pods?watch=1', says: 'status.phase=Running' },
      { request: expect.stringContaining(encodeURIComponent('up{')) },
    ]);
    expect(asked.slice(0, 2)).toEqual(['topk(1, kube_pod_status_phase)', 'up{job="ksm",instance="n1:10250"}[3600s]']);
    const page = watch.page('');
    expect(page.summary).toMatchObject({ changes: 4, unseen: 4, missed: 0 });
    expect(page.pods).toMatchObject([{ name: 'burst-1', owner: 'Job/burst-1', gone: true, changes: 4, unseen: 4 }]);
    expect(watch.page('no such').pods).toEqual([]);
    expect(watch.page('DEMO burst').matched).toBe(1);
  });

  it("one pod's picture: by the labels that Prometheus gave, what was kept and what was lost", async () => {
    const clock = manualClock(START);
    const { port, asked, at } = prometheus(
      () => [4, 19, 34, 49, 64, 79],
      () => [
        { metric: { __name__: 'kube_pod_status_phase', phase: 'Running', uid: 'u-burst' }, values: [[at(64), '1']] },
        { metric: { __name__: 'kube_pod_status_phase', phase: 'Pending', uid: 'u-burst' }, values: [[at(64), '0']] },
        { metric: { __name__: 'kube_pod_status_phase', phase: 'Failed', uid: 'of-another-pod' }, values: [[at(49), '1']] },
      ],
    );
    const watch = new BlindSpotWatch({ session: prometheusSession, port, clock });
    await liveBurst(watch, clock);
    const signal = new AbortController().signal;
    await watch.refresh(signal);
    const picture = await watch.picture('u-burst', signal);
    const phase = picture?.lanes.find((lane) => lane.signal === 'phase');
    expect(phase?.kept.map(({ value, fromMs, toMs }) => `${value} ${formatClock(fromMs)} to ${formatClock(toMs)}`)).toEqual([
      'Running 14:01:04 to 14:01:19',
    ]);
    expect(phase?.lost.map(({ value, because }) => `${value}, ${because}`)).toEqual([
      'Pending, between-scrapes',
      'Succeeded, between-scrapes',
    ]);
    expect(picture?.track.map(({ says }) => says)).toEqual(['Pending', 'Running', 'Completed']);
    expect(picture).toMatchObject({ keptBy: 'samples', intervalMs: 15_000, goneMs: START + 70_000 });
    expect(asked.find((text) => text.startsWith('{'))).toContain('exported_namespace="demo",exported_pod="burst-1"');
  });

  it('states were read and CPU was not: that is said, and not that it left no sample', async () => {
    const clock = manualClock(START);
    const { port } = prometheus(
      () => [4, 19, 34, 49, 64, 79],
      () => [],
      { status: 503, body: { status: 'error', error: 'too many queries' } },
    );
    const watch = new BlindSpotWatch({ session: prometheusSession, port, clock });
    await liveBurst(watch, clock);
    const signal = new AbortController().signal;
    await watch.refresh(signal);
    const picture = await watch.picture('u-burst', signal);
    expect(picture).toMatchObject({ keptBy: 'samples', cpu: [], cpuTrouble: { says: expect.stringContaining('too many queries') } });
  });

  it('at a moment that is gone: what came later is left out, of the sums, the picture and what is asked', async () => {
    const { watch, asked } = await burstBetweenScrapes();
    const signal = new AbortController().signal;
    await watch.refresh(signal);
    const then = START + 66_000;
    const page = watch.page('', then);
    expect(page).toMatchObject({ held: 'kept', asOfMs: then, summary: { changes: 1, unseen: 1 } });
    expect(page.pods).toMatchObject([{ name: 'burst-1', gone: false, changes: 1 }]);
    const picture = await watch.picture('u-burst', signal, then);
    expect(picture?.goneMs).toBeUndefined();
    expect(picture?.asOfMs).toBe(then);
    expect(picture?.track.map(({ says, toMs }) => [says, toMs === undefined])).toEqual([
      ['Pending', false],
      ['Running', true],
    ]);
    expect(picture?.scrapes.map(({ atMs }) => (atMs - START) / 1_000)).toEqual([6, 21, 36, 56]);
    expect(await watch.picture('u-burst', signal, START + 30_000)).toBeUndefined();
    expect(asked.length).toBeGreaterThan(2);
    expect(watch.page('').held).toBeUndefined();
  });

  it('of a moment longer ago than states are kept nothing is said', async () => {
    const { watch } = await burstBetweenScrapes();
    expect(watch.page('', START - 2 * 3_600_000)).toMatchObject({ held: 'none', total: 0, pods: [] });
  });

  it('without a Prometheus nothing is claimed, and why is said', async () => {
    const clock = manualClock(START);
    const watch = new BlindSpotWatch({ session: () => NO_SESSION, port: fakeCluster(() => undefined), clock });
    await liveBurst(watch, clock);
    expect(await watch.reportRows(START)).toEqual([]);
    const page = watch.page('');
    expect(page.source).toMatchObject({ kind: 'none', says: 'no Prometheus was found' });
    expect(page.summary).toMatchObject({ changes: 0, unseen: 0 });
  });

  it.each([
    { name: 'refuses', reply: { status: 403, body: { status: 'error', error: 'forbidden' } }, says: /403/ },
    { name: 'answers something else', reply: { status: 200, body: '<html>' }, says: /no answer of a Prometheus/ },
    {
      name: 'knows no pods',
      reply: { status: 200, body: { status: 'success', data: { resultType: 'vector', result: [] } } },
      says: /does not scrape kube-state-metrics/,
    },
  ])('a Prometheus that $name is no source', async ({ reply, says }) => {
    const clock = manualClock(START);
    const watch = new BlindSpotWatch({ session: prometheusSession, port: fakeCluster(() => reply), clock });
    await watch.refresh(new AbortController().signal);
    expect(watch.page('').source).toMatchObject({ kind: 'none', says: expect.stringMatching(says) });
  });
});
