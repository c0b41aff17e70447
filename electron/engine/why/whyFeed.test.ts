import { expect, it } from 'vitest';
import { FromEngine } from '../../../shared/contract/engine';
import type { WhyProgress } from '../../../shared/contract/why';
import { fakeCluster } from '../cluster/fakeCluster.testSupport';
import { lookedSession } from './lookedSession.testSupport';
import { WhyFeed } from './whyFeed';

/** A cadvisor that was looked at, no Prometheus, and a feed whose messages are parsed as the window does. */
function scene(looked: boolean) {
  const { clock, session, answerIds } = lookedSession([{ node: 'n1', text: '# TYPE a gauge\na{pod="p"} 1\n' }], { looked });
  const [answerId] = answerIds;
  const told: { readonly ask: number; readonly why: WhyProgress }[] = [];
  const feed = new WhyFeed({ session, port: fakeCluster(() => ({ status: 404, body: {} })), clock }, (message) => {
    const parsed = FromEngine.parse(message);
    if (parsed.type === 'why') told.push(parsed);
  });
  const ask = (number: number, metric = 'a') => feed.receive({ type: 'ask-why', ask: number, question: { metric, labels: {} } });
  return { clock, session, feed, told, ask, answerId };
}

const statesOf = (told: ReturnType<typeof scene>['told']) => told.map(({ ask, why }) => `${ask} ${why.state}`);

it('answers with every stage; what proves one leads to the kept answer and whose it is', async () => {
  const { clock, told, ask, answerId } = scene(true);
  ask(1);
  await clock.advance(0);
  const last = told.at(-1)?.why;
  expect(last?.state).toBe('answered');
  const steps = last?.state === 'answered' ? last.answer.steps : [];
  expect(steps).toHaveLength(12);
  expect(steps[1]).toMatchObject({
    id: 'exposed',
    state: 'passed',
    proof: { line: 2, says: 'a{pod="p"} 1', answerId, owner: { card: 'cadvisor', member: 'cadvisor/n1' } },
  });
});

it('a question that comes before everything was looked at waits for that', async () => {
  const { clock, session, told, ask } = scene(false);
  ask(1);
  await clock.advance(1_000);
  expect(statesOf(told)).toEqual(['1 waiting']);
  Object.assign(session, { firstWholeLookMs: 1, listsWholeMs: 1 });
  await clock.advance(500);
  expect(statesOf(told).at(-1)).toBe('1 answered');
});

it('but not for good: a list that never comes in does not hold it up', async () => {
  const { clock, told, ask } = scene(false);
  ask(1);
  await clock.advance(40_000);
  expect(statesOf(told).at(-1)).toBe('1 answered');
});

it('of two questions the newer is answered', async () => {
  const { clock, told, ask } = scene(false);
  ask(1);
  ask(2, 'b');
  await clock.advance(40_000);
  expect(statesOf(told)).toContain('2 answered');
  expect(statesOf(told)).not.toContain('1 answered');
});

it('stopped, it answers no more', async () => {
  const { clock, feed, told, ask } = scene(false);
  ask(1);
  feed.receive({ type: 'stop-why' });
  await clock.advance(40_000);
  expect(statesOf(told)).not.toContain('1 answered');
});
