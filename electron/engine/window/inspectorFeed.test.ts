import { describe, expect, it } from 'vitest';
import { FromEngine } from '../../../shared/contract/engine';
import { node } from '../../../shared/diagnosis/facts.testSupport';
import type { Discovered } from '../../../shared/model/component';
import { EMPTY_INVENTORY, type NodeObject } from '../../../shared/model/inventory';
import { createAccess } from '../cluster/access';
import { answerOf, fakeCluster } from '../cluster/fakeCluster.testSupport';
import { manualClock } from '../cluster/manualClock.testSupport';
import type { LookResult } from '../probers/prober';
import { kubeletOf } from '../session/kubelets.testSupport';
import { AnswerStore } from '../store/answers';
import { History } from '../store/history';
import { Readings } from '../store/readings';
import { InspectorFeed } from './inspectorFeed';

const REQUEST = { route: { via: 'node-proxy', node: 'n1' }, path: '/metrics' } as const;

/** As the session is: what was found is a getter, which no spread copies. */
class SeenSession {
  readonly answers = new AnswerStore();
  readonly readings = new Readings();
  readonly history = new History();
  readonly looks = new Map<string, LookResult>();
  get discovered(): readonly Discovered[] {
    return [kubeletOf('n1'), kubeletOf('n2')];
  }
  readonly clockOffsetMs = 0;
  nodes: readonly NodeObject[] = [];
  get inventory() {
    return { ...EMPTY_INVENTORY, nodes: this.nodes };
  }

  /** A look at n1 that read this text; the id of the answer. */
  look(text: string, type = 'text/plain'): string {
    const answerId = this.answers.keep(answerOf(REQUEST, 200, text, { 'content-type': type }));
    const seen = { state: 'ok', value: 1, request: 'GET /api/v1/nodes/n1/proxy/metrics', route: 'node proxy', answerId } as const;
    const evidence = [{ atMs: 0, says: 'seen', answerId, shows: ['up'] }];
    this.looks.set('kubelet/n1', {
      id: 'kubelet/n1',
      atMs: 0,
      facts: {},
      judgement: { health: 'ok', facts: [], samples: [], hops: [], evidence: [] },
      observations: [{ name: 'metrics', observation: { ...seen, atMs: 0, durationMs: 12, evidence } }],
    });
    return answerId;
  }
}

function feed() {
  const session = new SeenSession();
  const clock = manualClock();
  const port = fakeCluster(() => undefined);
  const said: FromEngine[] = [];
  const inspector = new InspectorFeed({ session, port, access: createAccess(port, clock), clock }, (message) =>
    said.push(FromEngine.parse(message)),
  );
  return { session, inspector, said, last: () => said[said.length - 1] };
}

describe('families', () => {
  it('of a card are those of its first member that has any, and are sent again after a look with new answers only', () => {
    const { session, inspector, said, last } = feed();
    inspector.receive({ type: 'read-families', id: 'kubelet' });
    expect(last()).toMatchObject({ type: 'families', id: 'kubelet', expositions: [] });
    session.look('up 1\n');
    inspector.changed();
    expect(last()).toMatchObject({ member: 'kubelet/n1', expositions: [{ path: '/metrics', families: [{ name: 'up', series: 1 }] }] });
    const before = said.length;
    inspector.changed();
    expect(said).toHaveLength(before);
    session.look('up 1\ndown 2\n');
    inspector.changed();
    expect(said).toHaveLength(before + 1);
    inspector.receive({ type: 'read-families', id: null });
    session.look('other 1\n');
    inspector.changed();
    expect(said).toHaveLength(before + 1);
  });

  it('are counted in the details', () => {
    const { session, inspector } = feed();
    session.look('up 1\ndown 2\n');
    expect(inspector.details('kubelet').familyCount).toBe(2);
    expect(inspector.details('kubelet/n2').familyCount).toBe(0);
  });
});

describe('a family', () => {
  it('is answered with its series', () => {
    const { session, inspector, last } = feed();
    const answerId = session.look('up{a="1"} NaN\nup{a="2"} 1e308\n');
    inspector.receive({ type: 'read-family', answerId, family: 'up', search: '' });
    expect(last()).toMatchObject({
      type: 'family',
      total: 2,
      found: 2,
      rows: [
        { value: 'NaN', line: 1 },
        { value: '1e308', line: 2 },
      ],
    });
  });

  it.each([
    ['gone', 'a99', /no longer kept/],
    ['no exposition', undefined, /no exposition/],
  ])('of an answer that is %s says so', (_name, id, error) => {
    const { session, inspector, last } = feed();
    const answerId = session.look('{}', 'application/json');
    inspector.receive({ type: 'read-family', answerId: id ?? answerId, family: 'up', search: '' });
    expect(last()).toMatchObject({ type: 'family', rows: [], error: expect.stringMatching(error) });
  });
});

describe('an answer', () => {
  it('comes with its request, its duration, its marks and commands without credentials', () => {
    const { session, inspector, last } = feed();
    const answerId = session.look('# TYPE up gauge\nup 1\n');
    inspector.receive({ type: 'read-answer', id: answerId });
    expect(last()).toMatchObject({
      type: 'answer',
      text: '# TYPE up gauge\nup 1\n',
      request: 'GET /metrics',
      status: 200,
      durationMs: 12,
      route: 'node proxy',
      marks: [{ line: 2, says: 'seen' }],
      kubectl: expect.stringContaining('get --raw'),
      curl: expect.stringContaining('$TOKEN'),
    });
  });

  it('of a scrape: its Accept header is told and is in the curl command', () => {
    const { session, inspector, last } = feed();
    const answer = answerOf(REQUEST, 200, 'up 1\n', { 'content-type': 'text/plain' });
    inspector.receive({ type: 'read-answer', id: session.answers.keep(answer, 'application/openmetrics-text') });
    expect(last()).toMatchObject({
      accept: 'application/openmetrics-text',
      curl: expect.stringContaining("-H 'Accept: application/openmetrics-text'"),
      kubectl: expect.not.stringContaining('openmetrics'),
    });
  });

  it('that is gone says so', () => {
    const { inspector, last } = feed();
    inspector.receive({ type: 'read-answer', id: 'a1' });
    expect(last()).toMatchObject({ type: 'answer', error: expect.stringContaining('no longer kept') });
  });
});

describe('access', () => {
  it('is answered when the reviews are in, and not after the window is gone', async () => {
    const { inspector, said } = feed();
    inspector.receive({ type: 'read-access', id: 'kubelet' });
    await expect.poll(() => said.map(({ type }) => type)).toEqual(['access']);
    inspector.receive({ type: 'read-access', id: 'kubelet' });
    inspector.close();
    await Promise.resolve();
    expect(said).toHaveLength(1);
  });
});

describe('who reaches a kubelet', () => {
  it('is a fact of one kubelet, not of all of them; of a node that is not listed nothing is said', () => {
    const { session, inspector } = feed();
    session.look('up 1\n');
    const reaching = (id: string) => inspector.details(id).facts.filter(({ label }) => label === 'who reaches it');
    expect(reaching('kubelet/n1')).toEqual([]);
    session.nodes = [node('n1')];
    expect(reaching('kubelet/n1').map(({ value }) => value)).toEqual([
      'Who reaches the kubelet of n1 is not known: nobody could be asked.',
    ]);
    expect(reaching('kubelet')).toEqual([]);
  });
});
