// @vitest-environment happy-dom

import { act } from 'react';
import { describe, expect, it } from 'vitest';
import type { FromEngine } from '../../../shared/contract/engine';
import { useChoices } from '../../store/choiceStore';
import { hasMarkSteps, stepMarks } from '../../store/markSteps';
import { AT, click, details, engine, find, hear, hosted, open, press, shell, text } from './inspector.testSupport';

type Answer = Extract<FromEngine, { type: 'answer' }>;

describe('raw', () => {
  const answer = (more: Partial<Answer> = {}): Answer => ({
    type: 'answer',
    id: 'a1',
    contentType: 'text/plain',
    text: 'one\ntwo\nthree\nfour\n',
    marks: [
      { line: 2, says: 'second' },
      { line: 4, says: 'fourth' },
    ],
    request: 'GET /metrics',
    status: 200,
    at: AT,
    durationMs: 41,
    bytes: 19,
    kubectl: 'kubectl get --raw /metrics',
    curl: 'curl x',
    ...more,
  });

  function openAnswer(more: Partial<Answer> = {}, line?: number): void {
    open('metrics-server');
    act(() => useChoices.setState({ tab: 'raw', answerId: 'a1', answerLine: line }));
    hear(answer(more));
  }

  it('shows request, status, time and duration of any kept answer', () => {
    openAnswer();
    expect(text('raw-request')).toBe('GET /metrics');
    expect(text('raw-facts')).toMatch(/^200 · \d\d:\d\d:\d\d · 41 ms · 19 B$/);
  });

  it('steps through the marked lines, which F3 does wherever the focus is', () => {
    openAnswer();
    expect(text('raw-steps')).toBe('1 of 2 marked');
    expect(text('mark-says')).toBe('line 2: second');
    act(() => stepMarks(1));
    expect([text('raw-steps'), text('mark-says')]).toEqual(['2 of 2 marked', 'line 4: fourth']);
    act(() => stepMarks(1));
    expect(text('raw-steps')).toBe('1 of 2 marked');
    act(() => stepMarks(-1));
    expect(text('raw-steps')).toBe('2 of 2 marked');
    const search = hosted().querySelector('.hs-raw-box input');
    if (search === null) throw new Error('there is a search');
    press(search, 'Enter');
    expect(text('raw-steps')).toBe('1 of 2 marked');
    act(() => useChoices.setState({ tab: 'overview' }));
    expect(hasMarkSteps()).toBe(false);
  });

  it('marks lines by more than a colour', () => {
    openAnswer();
    expect([...hosted().querySelectorAll('[data-marked]')].map((one) => one.getAttribute('data-line'))).toEqual(['2', '4']);
  });

  it('draws of 100,000 lines those in sight', () => {
    openAnswer({ text: Array.from({ length: 100_000 }, (_, index) => `up ${index}`).join('\n'), marks: [] });
    const drawn = [...hosted().querySelectorAll('[data-line]')].map((one) => Number(one.getAttribute('data-line')));
    expect(drawn[0]).toBe(1);
    expect(drawn.length).toBeGreaterThan(10);
    expect(drawn.length).toBeLessThan(100);
  });

  it('marks the lines of JSON as it is laid out', () => {
    openAnswer({ contentType: 'application/json', text: '{"a":1,"b":2}', marks: [{ line: 3, says: 'b' }] }, 3);
    const marked = hosted().querySelector('[data-marked]');
    expect([marked?.textContent, text('mark-says')]).toEqual(['3  "b": 2', 'line 3: b']);
  });

  it('begins at the line of the claim that led there, also when the look has moved on', () => {
    openAnswer({ marks: [] }, 3);
    expect([text('raw-steps'), text('mark-says')]).toEqual(['1 of 1 marked', 'line 3: The line that the claim stands on.']);
  });

  it.each<[string, Partial<Answer>, string, string]>([
    ['an answer that is gone', { text: undefined, error: 'This answer is no longer kept.' }, 'raw-gone', 'no longer kept'],
    ['an answer of 12 MiB', { truncatedAt: 4 << 20, bytes: 12 << 20 }, 'raw-notes', 'Cut: the first 4 MiB of 12 MiB.'],
    ['bytes that are no text', { encoding: 'binary', text: '000000  00' }, 'raw-notes', 'No text: the first bytes as hexadecimal.'],
    ['what came as protobuf', { encoding: 'protobuf', text: 'up 1' }, 'raw-notes', 'Came as protobuf'],
    ['text that is not UTF-8', { encoding: 'broken-utf-8' }, 'raw-notes', 'Not UTF-8'],
    ['a mark behind the cut', { truncatedAt: 9, marks: [{ line: 99, says: 'far' }] }, 'raw', '1 marked line is behind the cut.'],
    ['an empty answer', { text: '' }, 'raw', 'The answer is empty.'],
  ])('says so of %s', (_name, more, where, says) => {
    openAnswer(more);
    expect(text(where)).toContain(says);
  });

  it.each([
    ['curl', 'curl x'],
    ['kubectl', 'kubectl get --raw /metrics'],
    ['All', 'one\ntwo\nthree\nfour\n'],
  ])('is copied: %s', (name, copied) => {
    openAnswer();
    click(name);
    expect(shell).toEqual([{ type: 'copy', text: copied }]);
  });

  it('says beside the commands that kubectl sends no Accept header, where one was sent', () => {
    openAnswer();
    expect(find('raw-accept')).toBeFalsy();
    hear(answer({ accept: 'application/openmetrics-text' }));
    expect(text('raw-accept')).toContain('kubectl cannot send one');
  });

  it('a look that ends meanwhile leaves the keyboard where it is in the list', () => {
    open('metrics-server', 'raw');
    const head = { place: 'm metrics', name: 'metrics', request: 'GET /m', route: 'direct', at: AT, durationMs: 5, state: 'ok' as const };
    hear(details('metrics-server', { answers: [{ ...head, id: 'of the first look' }] }));
    act(() => find('answer-metrics')?.focus());
    hear(details('metrics-server', { answers: [{ ...head, id: 'of the next look' }] }));
    expect(document.activeElement).toBe(find('answer-metrics'));
    act(() => find('answer-metrics')?.click());
    expect(useChoices.getState().answerId).toBe('of the next look');
  });

  it('of a request that nobody answered says so and does not ask for a text', () => {
    open('metrics-server', 'raw');
    const id = 'metrics-server/x metrics';
    const head = { id, place: id, name: 'metrics', request: 'GET /m', route: 'direct', at: AT, durationMs: 5000 };
    hear(details('metrics-server', { answers: [{ ...head, state: 'unreachable', because: 'timeout', remedy: 'Wait.', curl: 'curl m' }] }));
    act(() => find('answer-metrics')?.click());
    expect(text('raw')).toContain('No answer came, so there is no text.');
    expect(engine.told).not.toContainEqual({ type: 'read-answer', id: head.id });
  });
});
