// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { STAGES } from '../../../shared/analysis/why/stage';
import type { FromRenderer } from '../../../shared/contract/engine';
import type { Found } from '../../../shared/contract/find';
import type { WhyAnswer, WhyStep } from '../../../shared/contract/why';
import { fixtureView } from '../../app/fixtureView';
import { useChoices } from '../../store/choiceStore';
import { useEngine } from '../../store/engineStore';
import { useFinding } from '../../store/findStore';
import { askWhyAgain, showWhyOf } from '../../store/whyLink';
import { forgetWhy, receiveWhy, useWhy } from '../../store/whyStore';
import { suggestionsFor } from './suggestions';
import { WhyVerdict, whySentence } from './WhyVerdict';
import { WhyView } from './WhyView';

const told: FromRenderer[] = [];
const copied: string[] = [];
vi.mock('../../bridge/enginePort', () => ({ tellEngine: (message: FromRenderer) => told.push(message) }));
vi.mock('../../bridge/shellBridge', () => ({
  tellShell: (message: { readonly type: string; readonly text?: string }) => message.type === 'copy' && copied.push(message.text ?? ''),
  listenToShell: () => undefined,
}));

const PROOF = {
  request: 'GET /metrics',
  line: 7,
  says: 'a{pod="p"} 1',
  answerId: 'a3',
  owner: { card: 'cadvisor', member: 'cadvisor/n1' },
};

/** Lost at the stage of that number; a rule drops it unless `after` is what it makes of it. */
function lostAt(stage: number, after?: Record<string, string>): WhyAnswer {
  const steps = STAGES.map(([id, title], at): WhyStep => {
    if (at + 1 > stage) return { id, title, state: 'not-reached' };
    if (at + 1 < stage) return { id, title, state: 'passed', says: `fine ${at + 1}`, ...(id === 'exposed' ? { proof: PROOF } : {}) };
    const change = { rule: '- action: drop', before: { __name__: 'a', pod: 'p' }, ...(after === undefined ? {} : { after }) };
    return {
      id,
      title,
      state: 'lost',
      says: 'rule 1 of 2 drops it',
      remedy: 'Change rule 1.',
      proof: { request: 'GET /config', says: '' },
      change,
    };
  });
  const verdict = { kind: 'lost', stage, says: 'rule 1 of 2 drops it', remedy: 'Change rule 1.', probably: false } as const;
  return { question: { metric: 'a', labels: { pod: 'p' } }, verdict, steps };
}

let root: Root;
let host: HTMLElement;
const part = (testId: string) => host.querySelector(`[data-testid="${testId}"]`);
const text = (testId: string) => part(testId)?.textContent ?? 'not there';
const draw = () =>
  act(() =>
    root.render(
      <MantineProvider>
        <WhyVerdict />
        <WhyView />
      </MantineProvider>,
    ),
  );
const press = (name: string) => {
  const button = [...host.querySelectorAll('button')].find((each) =>
    (each.getAttribute('aria-label') ?? each.textContent ?? '').startsWith(name),
  );
  if (button === undefined) throw new Error(`no button ${name}`);
  act(() => button.click());
};
const write = (words: string) => {
  const field = part('why-text');
  if (!(field instanceof HTMLInputElement)) throw new Error('no field');
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, words);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
};
const submit = () => act(() => void host.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));
const answer = (given: WhyAnswer) =>
  act(() =>
    receiveWhy({ type: 'why', ask: useWhy.getState().ask, why: { state: 'answered', answer: given, requests: 9, ms: 1_200, atMs: 0 } }),
  );
const asked = () => told.filter((message) => message.type === 'ask-why');

beforeAll(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
});
beforeEach(() => {
  told.length = 0;
  copied.length = 0;
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  useEngine.setState({ view: fixtureView() });
  useChoices.setState(useChoices.getInitialState(), true);
  useFinding.setState({ found: undefined });
  forgetWhy();
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

describe('the question', () => {
  it('is asked with its labels, and can be stopped', () => {
    draw();
    write('up{job="a"}');
    submit();
    expect(asked()).toEqual([expect.objectContaining({ question: { metric: 'up', labels: { job: 'a' } } })]);
    expect(text('why-verdict')).toContain('Walking the way of the metric.');
    press('Stop');
    expect(told.at(-1)).toEqual({ type: 'stop-why' });
    answer(lostAt(6));
    expect(text('why-verdict')).toContain('Stopped.');
  });

  it('that is not understood is said to be so, and not asked', () => {
    draw();
    write('up{job=~"a"}');
    submit();
    expect(text('why-error')).toContain('not =~');
    expect(asked()).toEqual([]);
  });

  it('is completed by metrics seen here, then by those of the catalogue; labels stay', () => {
    draw();
    write('container_memory_work{pod="p"}');
    expect(text('why-suggestions')).toContain('container_memory_working_set_bytesknown: cadvisor');
    const first = host.querySelector<HTMLElement>('[role="option"]');
    act(() => first?.click());
    expect(asked()).toEqual([
      expect.objectContaining({ question: { metric: 'container_memory_working_set_bytes', labels: { pod: 'p' } } }),
    ]);
  });

  it('from elsewhere opens the screen; a new engine is asked again', () => {
    showWhyOf('up');
    expect(useChoices.getState().screen).toBe('why');
    askWhyAgain();
    expect(asked()).toHaveLength(2);
    answer(lostAt(2));
    askWhyAgain();
    expect(asked()).toHaveLength(2);
  });

  it('of before is not answered by what comes late', () => {
    showWhyOf('up');
    const late = useWhy.getState().ask;
    showWhyOf('down');
    receiveWhy({ type: 'why', ask: late, why: { state: 'failed', says: 'x' } });
    expect(useWhy.getState().progress?.state).toBe('asking');
  });
});

describe('the walk', () => {
  it('opens the stage that loses it: rule, labels before and after, what the source says, remedy', () => {
    showWhyOf('a');
    draw();
    answer(lostAt(6));
    expect(text('why-verdict')).toContain('The metric is lost at hop 6 of 12.');
    expect(text('why-verdict')).toContain('walked in 1.2 s, 9 requests');
    expect(part('why-detail')?.getAttribute('data-stage')).toBe('metric-relabelling');
    expect(text('why-detail')).toContain('- action: drop');
    expect(text('why-labels')).toContain('dropped');
    expect(text('why-detail')).toContain('a{pod="p"} 1');
    expect(text('why-do')).toBe('Change rule 1.');
    expect(text('why-stage-hpa')).toContain('not reached');
  });

  it('marks only what a rule changed', () => {
    showWhyOf('a');
    draw();
    answer(lostAt(7, { __name__: 'b', pod: 'p' }));
    expect([...host.querySelectorAll('.hs-why-differs')].map((cell) => cell.textContent)).toEqual(['a', 'b']);
  });

  it('shows what changed and what the series is known by first, the rest on demand', () => {
    showWhyOf('a');
    draw();
    const labels = { __name__: 'a', arch: 'x', os: 'y', zone: 'z', job: 'j', pod: 'p', instance: 'i' };
    const given = lostAt(6);
    const steps = given.steps.map((step) =>
      step.state === 'lost' ? { ...step, change: { rule: 'r', before: labels, after: { ...labels, zone: 'q' } } } : step,
    );
    answer({ ...given, steps });
    const names = () => [...host.querySelectorAll('[data-testid="why-labels"] tbody th')].map((cell) => cell.textContent);
    expect(names()).toEqual(['__name__', 'zone', 'pod', 'job', 'instance']);
    press('and 2 more labels');
    expect(names()).toHaveLength(7);
  });

  it('another stage opens by its row, a proof leads to the answer at its line', () => {
    showWhyOf('a');
    draw();
    answer(lostAt(6));
    press('Hop 2, The source exposes it');
    expect(part('why-detail')?.getAttribute('data-stage')).toBe('exposed');
    press('Open the answer that proves: The source exposes it');
    expect(useChoices.getState()).toMatchObject({
      tab: 'raw',
      answerId: 'a3',
      answerLine: 7,
      selection: { kind: 'member', card: 'cadvisor', member: 'cadvisor/n1' },
    });
  });

  it('is copied as text, as JSON without what only this window knows, as a command line, its rule as YAML', () => {
    showWhyOf('a');
    draw();
    answer(lostAt(6));
    for (const label of ['YAML', 'Text', 'JSON', 'Command line']) press(label);
    expect(copied[0]).toBe('- action: drop');
    expect(copied[1]).toContain('a{pod="p"}: lost at 6 of 12: rule 1 of 2 drops it');
    expect(copied[2]).not.toMatch(/answerId|owner/);
    expect(JSON.parse(copied[2] ?? '')).toMatchObject({ verdict: { kind: 'lost', stage: 6 } });
    expect(copied[3]).toBe('hopscope why a --label pod=p --context demo');
  });
});

describe('the sentence', () => {
  const verdictOf = (verdict: WhyAnswer['verdict']) =>
    whySentence({ state: 'answered', answer: { ...lostAt(6), verdict }, requests: 1, ms: 10, atMs: 0 });
  it.each([
    ['nothing asked', whySentence(undefined), 'unknown', 'Ask for a metric'],
    ['early', whySentence({ state: 'waiting' }), 'unknown', 'Waiting for the first look'],
    ['a failure', whySentence({ state: 'failed', says: 'x' }), 'unknown', 'could not be ended'],
    ['there', verdictOf({ kind: 'there', says: 'a query finds it now', partly: [] }), 'ok', 'The metric is there.'],
    ['there, not all', verdictOf({ kind: 'there', says: 'a query finds it now', partly: ['some'] }), 'degraded', 'The metric is there.'],
    ['probably', verdictOf({ kind: 'lost', stage: 3, says: 'x', remedy: 'y', probably: true }), 'broken', 'probably lost at hop 3'],
    ['not to be told', verdictOf({ kind: 'cannot-tell', says: 'x' }), 'unknown', 'cannot be told'],
  ])('of %s', (_name, { state, says }, expected, words) => {
    expect(state).toBe(expected);
    expect(says).toContain(words);
  });
});

describe('suggestions', () => {
  const found: Found = {
    type: 'found',
    query: 'node_cpu',
    scope: 'metrics',
    members: [],
    nodes: [],
    families: [
      {
        name: 'node_cpu_own_total',
        owner: { id: 'x', card: 'node-exporter', kind: 'node-exporter', name: 'ne', health: 'ok' },
        others: 2,
        series: 9,
      },
    ],
    more: { members: 0, nodes: 0, families: 0 },
    reading: false,
  };
  const names = (written: string, engine?: Found) => suggestionsFor(written, engine).map(({ name }) => name);

  it('what is seen here stands first', () => expect(names('node_cpu', found)[0]).toBe('node_cpu_own_total'));
  it('an answer to another query is left out', () => expect(names('node_cpu_s', found)).not.toContain('node_cpu_own_total'));
  it('a misspelt name has its nearest', () =>
    expect(names('container_cpu_usage_secnods_total')).toContain('container_cpu_usage_seconds_total'));
  it('nothing for nothing', () => expect(names('  ')).toEqual([]));
});
