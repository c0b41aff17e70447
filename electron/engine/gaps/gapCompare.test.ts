import { describe, expect, it } from 'vitest';
import type { GapsIntent } from '../../../shared/contract/gaps';
import { answered } from '../charts/chartFeed.testSupport';
import { SampleStore } from '../store/samples/sampleStore';
import { sampleKey, scrapeTarget } from '../store/samples/scrapeTarget';
import { feedOver, HOUR_MS, kept, N2, NOW_MS, respond, ups } from './gapFeed.testSupport';
import { sameSeries } from './sameSeries';

const START_MS = NOW_MS - HOUR_MS;
const MEMORY = 'process_resident_memory_bytes';
const INTENT: GapsIntent = { type: 'gaps', span: { kind: 'live', ms: HOUR_MS }, inSight: [], open: null };
const done = async () => {
  for (let turn = 0; turn < 80; turn++) await new Promise((resolve) => setImmediate(resolve));
};

/** What Hopscope read itself of n2's kubelet each 10 s, from `fromMs` on: memory that rises by 1 each time. */
function ownLooks(fromMs: number): SampleStore {
  const store = new SampleStore();
  const target = store.target(scrapeTarget('kubelet/n2', '/metrics'));
  const slots = Uint32Array.of(
    target.slotOf(sampleKey('up', {})),
    target.slotOf(sampleKey(MEMORY, {})),
    target.slotOf(sampleKey('go_goroutines', {})),
  );
  for (let atMs = fromMs; atMs <= NOW_MS; atMs += 10_000) {
    const values = Float64Array.of(1, (atMs - START_MS) / 10_000, 40);
    target.scrape(atMs, { count: 3, slots, values, timestampsMs: undefined });
  }
  return store;
}

const failed = (tick: number) => tick >= 100 && tick < 112;
const series = [
  ...ups(
    () => 1,
    (tick) => (failed(tick) ? 0 : 1),
  ),
  kept(MEMORY, N2, (tick) => (failed(tick) ? undefined : tick * 1.5)),
];

/** The gap of n2 opened, and what came beside it. */
async function opened(samples: SampleStore | undefined, compare?: string, respondBy = respond(series)) {
  const { feed, frames, compared } = feedOver(respondBy, true, samples);
  feed.receive(INTENT);
  await done();
  const open = frames().at(-1)?.rows[0]?.gaps[0]?.id ?? '';
  feed.receive({ ...INTENT, open, ...(compare === undefined ? {} : { compare }) });
  await done();
  return { feed, open, compared };
}

describe('the same number out of two sources', () => {
  it('read directly beside what Prometheus kept, round the gap', async () => {
    const { compared, open } = await opened(ownLooks(START_MS));
    const [found] = compared();
    expect(found).toMatchObject({
      state: 'both',
      id: open,
      target: 'n2',
      directName: 'kubelet',
      unit: 'bytes',
      series: sampleKey(MEMORY, {}),
    });
    if (found?.state !== 'both') throw new Error('nothing was compared');
    expect(found.choices.map(({ words }) => words)).toEqual([MEMORY, 'go_goroutines']);
    const [gapFrom, gapTo] = [START_MS + 99 * 15_000, START_MS + 112 * 15_000];
    expect(found.gap).toEqual({ fromMs: gapFrom, toMs: gapTo });
    expect(found.direct.filter(({ atMs }) => atMs > gapFrom && atMs < gapTo)).toHaveLength(19);
    expect(found.kept.filter(({ atMs }) => atMs > gapFrom && atMs < gapTo)).toEqual([{ atMs: gapFrom + 1, value: null }]);
    expect(found.difference).toMatchObject({ inGap: { direct: 19, kept: 0 }, lastKept: 148.5, oldestMs: 185_000, differ: 0 });
  });

  it('another series when it is asked for, and one that was not kept says so', async () => {
    const { compared } = await opened(ownLooks(START_MS), sampleKey('go_goroutines', {}));
    expect(compared()[0]).toMatchObject({
      state: 'both',
      unit: '',
      kept: [],
      trouble: expect.stringContaining('kept no sample of this name'),
    });
  });

  it('where no scrape of the target came through at all, it is not said to be dropped by a rule', async () => {
    const none = ups(
      () => 1,
      () => 0,
    );
    const { compared } = await opened(ownLooks(START_MS), undefined, respond(none));
    expect(compared()[0]).toMatchObject({ state: 'both', kept: [], trouble: expect.stringContaining('no scrape came through') });
  });

  it('a source of which a part does not answer is not said to have dropped the series', async () => {
    const whole = respond(series);
    const { compared } = await opened(ownLooks(START_MS), sampleKey('go_goroutines', {}), async (request, signal) => {
      const given = await whole(request, signal);
      if (!request.path.includes('go_goroutines') || given.kind !== 'answer') return given;
      return answered(200, { ...JSON.parse(new TextDecoder().decode(given.body)), isPartial: true });
    });
    expect(compared()[0]).toMatchObject({ state: 'both', kept: [], trouble: expect.stringMatching(/^its answer is partial: /) });
  });

  it.each([
    ['the target is not read directly', new SampleStore(), 'does not read this target itself'],
    ['it was not yet read then', ownLooks(NOW_MS - 60_000), 'did not read this target around that time'],
  ])('%s: says so', async (_name, samples, says) => {
    const { compared } = await opened(samples);
    expect(compared()).toEqual([{ state: 'none', id: expect.any(String), says: expect.stringContaining(says) }]);
  });

  it('is asked once for a gap that is over, and ends with it', async () => {
    const { feed, open, compared } = await opened(ownLooks(START_MS));
    feed.receive({ ...INTENT, open, inSight: ['x'] });
    await done();
    expect(compared()).toHaveLength(1);
    feed.receive(INTENT);
    await done();
    expect(compared().at(-1)).toBeNull();
  });

  it('nothing is kept of looks: nothing is sent', async () => {
    expect((await opened(undefined)).compared()).toEqual([]);
  });
});

describe('which series of a Prometheus is the one that was read', () => {
  const exposed = { __name__: 'm', container: 'web', pod: 'a', namespace: 'shop' };
  const of = (labels: Record<string, string>) => ({ labels: { __name__: 'm', job: 'j', instance: 'i', ...labels } });
  const whole = of({ container: 'web', pod: 'a', namespace: 'shop' });
  const exported = of({
    container: 'cadvisor',
    exported_container: 'web',
    pod: 'kubelet',
    exported_pod: 'a',
    namespace: 'kube',
    exported_namespace: 'shop',
  });
  it.each([
    ['all labels', [whole, of({ container: 'web', pod: 'b', namespace: 'shop' })], whole],
    ["the target's own labels before it", [exported], exported],
    ['a label was dropped', [of({ container: 'web', pod: 'a' })], of({ container: 'web', pod: 'a' })],
    ['another pod', [of({ container: 'web', pod: 'b' })], undefined],
    ['the one that says more', [of({ container: 'web' }), whole], whole],
    ['two that it may be', [of({ container: 'web', id: '1' }), of({ container: 'web', id: '2' })], undefined],
  ])('%s', (_name, rows, expected) => {
    expect(sameSeries(exposed, rows)).toEqual(expected);
  });
});
