import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../../shared/model/observation';
import { manualClock } from '../../cluster/manualClock.testSupport';
import type { PortAnswer } from '../../cluster/port';
import { AnswerStore } from '../answers';
import { Readings } from '../readings';
import { Intake, type ScrapedLook } from './intake';
import { SampleStore } from './sampleStore';
import { lyingIn, T0 } from './scrapes.testSupport';
import { scrapeTarget } from './scrapeTarget';

const METRICS = 'GET /api/v1/nodes/n1/proxy/metrics';
const TEXT = 'text/plain; version=0.0.4';

interface Seen {
  readonly request?: string;
  readonly type?: string;
  readonly status?: number;
  /** Undefined: nobody answered. */
  readonly body: string | undefined;
}

async function takenIn(looks: readonly Seen[]): Promise<SampleStore> {
  const store = new SampleStore();
  const clock = manualClock(T0);
  const answers = new AnswerStore();
  const intake = new Intake(store, clock);
  const readings = new Readings();
  for (const seen of looks) {
    intake.looked(lookOf(seen, clock.now(), answers), answers, readings);
    await clock.advance(15_000);
  }
  return store;
}

function lookOf({ request = METRICS, type = TEXT, status = 200, body }: Seen, atMs: number, answers: AnswerStore): ScrapedLook {
  const common = { request, route: 'apiserver', atMs, durationMs: 1, evidence: [] };
  if (body === undefined) return lookWith({ ...common, state: 'unreachable', because: 'refused', remedy: 'wait' });
  const answer: PortAnswer = {
    kind: 'answer',
    request,
    route: { via: 'apiserver' },
    status,
    headers: { 'content-type': type },
    body: new TextEncoder().encode(body),
    wireBytes: body.length,
    atMs,
    timings: { total: 1 },
  };
  const answerId = answers.keep(answer);
  return lookWith({ ...common, status, answerId, state: 'ok', value: undefined });
}

const lookWith = (observation: Observation<unknown>): ScrapedLook => ({ id: 'kubelet/n1', observations: [{ name: 'it', observation }] });

const TARGET = scrapeTarget('kubelet/n1', '/metrics');
const targets = (store: SampleStore) => [...store.all()].map(({ target }) => target);

describe('what looks brought', () => {
  it('is kept sample by sample, with up beside it', async () => {
    const store = await takenIn([{ body: 'a 1\nb 2\n' }, { body: 'a 3\n' }]);
    const target = store.target(TARGET);
    expect(lyingIn(target, 'a')).toEqual([
      [0, 1],
      [15, 3],
    ]);
    expect(lyingIn(target, 'b')).toEqual([
      [0, 2],
      [15, 'stale'],
    ]);
    expect(lyingIn(target, 'up').map(([, value]) => value)).toEqual([1, 1]);
  });

  it('keeps timestamps of its own, but none of later than ten minutes from now', async () => {
    const store = await takenIn([{ body: `a 1 ${T0 - 4_000}\nb 2 ${T0 + 3_600_000}\n` }]);
    expect(lyingIn(store.target(TARGET), 'a')).toEqual([[-4, 1]]);
    expect(lyingIn(store.target(TARGET), 'b')).toEqual([]);
  });

  it.each<[string, Seen]>([
    ['nobody answered', { body: undefined }],
    ['the text cannot be read', { body: 'a{ 1\n' }],
    ['it answered with an error', { status: 500, body: 'oops', type: 'text/plain' }],
  ])('a scrape that failed ends the series and says up 0: %s', async (_name, failed) => {
    const store = await takenIn([{ body: 'a 1\n' }, failed]);
    expect(lyingIn(store.target(TARGET), 'a')).toEqual([
      [0, 1],
      [15, 'stale'],
    ]);
    expect(lyingIn(store.target(TARGET), 'up').map(([, value]) => value)).toEqual([1, 0]);
  });

  it.each<[string, Seen]>([
    ['another path', { request: 'GET /api/v1/nodes', body: 'a 1\n' }],
    ['an aggregated API that is called so', { request: 'GET /apis/metrics.k8s.io/v1beta1/metrics', body: 'a 1\n' }],
    ['a page', { type: 'text/html', body: '<html>' }],
    ['what never answered', { body: undefined }],
  ])('nothing is kept of %s', async (_name, seen) => expect(targets(await takenIn([seen]))).toEqual([]));

  it('each path of a component is a target', async () => {
    const store = await takenIn([
      { body: 'a 1\n' },
      { request: `${METRICS}/cadvisor`, body: 'a 1\n' },
      { request: 'GET https://10.0.0.1:10250/metrics', body: 'a 2\n' },
    ]);
    expect(targets(store)).toEqual([TARGET, scrapeTarget('kubelet/n1', '/metrics/cadvisor')]);
  });
});
