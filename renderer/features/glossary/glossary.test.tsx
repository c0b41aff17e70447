// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { GLOSSARY } from '../../../shared/knowledge/glossary';
import { CARDS } from '../../../shared/model/architecture';
import { allPlaces } from '../../../shared/walkthrough/walker';
import { closeInspector, showScreen, useChoices } from '../../store/choiceStore';
import { closeGlossary, openGlossary, useGlossary } from '../../store/glossaryStore';
import { ENGLISH } from '../../texts/catalogue';
import { TermMark, TermText } from '../../ui/TermText';
import { TermTip } from '../../ui/TermTip';
import { termsAbove, termsShown } from '../../ui/writtenTerms';
import { Glossary } from './Glossary';

const { glossary, walkthrough } = ENGLISH;
let root: Root;
let host: HTMLElement;
const draw = (what: React.ReactNode) => act(() => root.render(<MantineProvider>{what}</MantineProvider>));
const part = (testId: string) => document.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
const entry = () => part('glossary-entry')?.textContent ?? 'not there';
const press = (key: string) =>
  act(() => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));

beforeAll(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
});
beforeEach(() => {
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
  act(closeGlossary);
});

describe('the terms', () => {
  it.each(GLOSSARY.map((term) => [term.id, term] as const))(
    '%s: said in one to three sentences, by somebody, of a card that there is',
    (id, term) => {
      const { name, says } = glossary.terms[id];
      expect(name.length).toBeLessThanOrEqual(30);
      expect(says.split(/(?<=\.) /).length).toBeLessThanOrEqual(3);
      expect(says.endsWith('.')).toBe(true);
      expect(new URL(term.source).protocol).toBe('https:');
      if ('card' in term) expect(CARDS.map((card) => card.id)).toContain(term.card);
    },
  );

  it('are each written in one way only', () => {
    const ways = GLOSSARY.flatMap(({ id }) => [glossary.terms[id].name, ...glossary.terms[id].written].map((way) => way.toLowerCase()));
    expect(new Set(ways).size).toBe(ways.length);
  });

  it.each(allPlaces().map(({ step }) => step.id))('stand in the step %s, whose words stay as they are', (id) => {
    draw(
      <p data-testid="words">
        <TermText text={walkthrough.steps[id].says} />
      </p>,
    );
    expect(part('words')?.textContent).toBe(walkthrough.steps[id].says);
    expect(host.querySelectorAll('button.hs-term').length).toBeGreaterThan(0);
  });
});

describe('texts under one another', () => {
  it('mark a term once, in the first of them', () => {
    const texts = ['Prometheus scrapes a counter.', 'A scrape of a gauge by Prometheus.', 'A gauge.'];
    const above = termsAbove(texts);
    draw(
      <p data-testid="words">
        {texts.map((text, at) => (
          <TermText key={text} text={text} leaveOut={above[at]} />
        ))}
      </p>,
    );
    expect([...host.querySelectorAll('.hs-term')].map((term) => term.textContent)).toEqual(['Prometheus', 'scrapes', 'counter', 'gauge']);
    expect(part('words')?.textContent).toBe(texts.join(''));
  });
});

describe('the short entry', () => {
  const word = (term: string) => host.querySelector<HTMLElement>(`[data-term="${term}"]`);
  const over = (element: Element | null) => act(() => element?.dispatchEvent(new MouseEvent('mouseover', { bubbles: true })));
  const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));
  const tip = () => part('term-tip')?.textContent;

  beforeEach(() => {
    vi.useFakeTimers();
    draw(
      <>
        <TermText text="Prometheus scrapes." />
        <p data-testid="elsewhere">Elsewhere</p>
        <TermTip />
      </>,
    );
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('comes when the pointer rests on a word, stays while it is on the entry, and goes with it', () => {
    over(word('prometheus'));
    pass(100);
    expect(tip()).toBeUndefined();
    pass(400);
    expect(tip()).toContain(glossary.terms.prometheus.says);
    for (const back of [part('term-tip'), word('prometheus')]) {
      over(part('elsewhere'));
      over(back);
      pass(1_000);
      expect(tip()).toContain(glossary.terms.prometheus.says);
    }
    over(part('elsewhere'));
    pass(1_000);
    expect(tip()).toBeUndefined();
  });

  it('is of the word that the pointer came to', () => {
    over(word('prometheus'));
    pass(400);
    over(word('scrape'));
    pass(400);
    expect(tip()).toContain(glossary.terms.scrape.says);
  });

  it('is closed by Esc, which then closes nothing else', () => {
    const heard: string[] = [];
    const listen = (event: KeyboardEvent) => heard.push(event.key);
    host.addEventListener('keydown', listen);
    over(word('prometheus'));
    pass(400);
    const esc = () => act(() => word('prometheus')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })));
    esc();
    expect(tip()).toBeUndefined();
    expect(heard).toEqual([]);
    esc();
    expect(heard).toEqual(['Escape']);
  });

  it('is told to screen readers by the word itself', () => {
    expect(word('scrape')?.getAttribute('aria-description')).toBe(glossary.terms.scrape.says);
    over(word('scrape'));
    pass(400);
    expect(part('term-tip')?.getAttribute('aria-hidden')).toBe('true');
  });
});

describe('the terms on the screen', () => {
  const names = (selector: string) => [...document.querySelectorAll(selector)].map((item) => item.textContent);

  it('are those in its sentences, names, buttons, tables and drawings', () => {
    host.insertAdjacentHTML(
      'beforebegin',
      '<main id="screen"><button>kube-state-metrics</button><table><tr><th>Samples</th></tr></table><svg><text>HPA</text></svg><p>A path: /metrics/cadvisor</p></main>',
    );
    expect(termsShown()).toEqual(['kube-state-metrics', 'sample', 'hpa']);
    draw(<Glossary />);
    act(() => openGlossary('hpa'));
    expect(names('[data-here="true"]')).toEqual(['HPA', 'kube-state-metrics', 'sample']);
    expect(names('.hs-glossary-item')).toHaveLength(GLOSSARY.length);
    press('ArrowDown');
    expect(entry()).toContain(glossary.terms['kube-state-metrics'].says);
    document.getElementById('screen')?.remove();
  });
});

describe('the glossary', () => {
  it('opens at a term that stands in a text, or beside a heading', () => {
    draw(<TermText text="cAdvisor reads each cgroup." leaveOut="cadvisor" />);
    const [cgroup] = host.querySelectorAll<HTMLButtonElement>('button.hs-term');
    act(() => cgroup?.click());
    expect(useGlossary.getState().term).toBe('cgroup');
    draw(<TermMark term="hpa" />);
    act(() => part('term-mark')?.click());
    expect(useGlossary.getState().term).toBe('hpa');
    expect(part('term-mark')?.getAttribute('aria-label')).toContain('HPA');
  });

  it('shows one term, and those that its sentences name', () => {
    draw(<Glossary />);
    expect(part('glossary')).toBeNull();
    act(() => openGlossary('window'));
    expect(entry()).toContain(glossary.terms.window.says);
    const inEntry = [...(part('glossary-entry')?.querySelectorAll<HTMLButtonElement>('button.hs-term') ?? [])];
    expect(inEntry.map((button) => button.textContent)).toEqual(['Metrics API']);
    act(() => inEntry[0]?.click());
    expect(entry()).toContain(glossary.terms['metrics-api'].says);
  });

  it('goes from term to term by arrows, in the order of the alphabet, and keeps the keyboard', () => {
    draw(<Glossary />);
    act(() => openGlossary('alertmanager'));
    const first = document.activeElement?.textContent;
    press('ArrowDown');
    expect(document.activeElement?.textContent?.localeCompare(first ?? '')).toBe(1);
    expect(entry()).toContain(document.activeElement?.textContent ?? 'nothing');
    press('ArrowUp');
    expect(document.activeElement?.textContent).toBe(first);
  });

  it('gives the keyboard back to the word that led there', () => {
    const word = host.appendChild(document.createElement('button'));
    const inner = host.appendChild(document.createElement('div'));
    const own = createRoot(inner);
    word.focus();
    act(() => {
      openGlossary('hpa');
      own.render(
        <MantineProvider>
          <Glossary />
        </MantineProvider>,
      );
    });
    expect(document.activeElement?.textContent).toBe('HPA');
    act(() => own.unmount());
    expect(document.activeElement).toBe(word);
  });

  it('leads to the card that is called so', () => {
    closeInspector();
    showScreen('gaps');
    draw(<Glossary />);
    act(() => openGlossary('hpa'));
    act(() => part('glossary-card')?.click());
    expect(useGlossary.getState().term).toBeUndefined();
    expect(useChoices.getState()).toMatchObject({ screen: 'map', selection: { kind: 'card', card: 'hpa' } });
  });
});
