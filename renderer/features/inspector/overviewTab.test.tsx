// @vitest-environment happy-dom

import { act } from 'react';
import { describe, expect, it } from 'vitest';
import { deniedFindings } from '../../app/fixtureView';
import { useChoices } from '../../store/choiceStore';
import { useEngine } from '../../store/engineStore';
import { useFindings } from '../../store/findingStore';
import { AT, button, click, details, engine, hear, hosted, open, press, shell, text } from './inspector.testSupport';

describe('the overview', () => {
  const fact = { label: 'running pods', value: '18', evidence: { request: 'GET /x', at: AT, says: '200', line: 7, answerId: 'a1' } };

  it('says what it is, with links to the documentation', () => {
    open('kubelet');
    expect(text('overview')).toContain('The agent of each node.');
    expect([...hosted().querySelectorAll('a')].map((link) => link.textContent)).toContain('Node metrics data');
  });

  it('opens documentation in the browser of the system', () => {
    open('prometheus');
    act(() => hosted().querySelector<HTMLAnchorElement>('a[href^="https://prometheus.io"]')?.click());
    expect(shell).toEqual([{ type: 'open-link', url: 'https://prometheus.io/docs/introduction/overview/' }]);
  });

  it('leads from a fact to the line that proves it', () => {
    open('metrics-server');
    hear(details('metrics-server', { facts: [fact] }));
    click('Proof of running pods: line 7');
    expect(useChoices.getState()).toMatchObject({ tab: 'raw', answerId: 'a1', answerLine: 7 });
    expect(engine.told).toContainEqual({ type: 'read-answer', id: 'a1' });
  });

  it('copies a focused claim with its proof', () => {
    open('metrics-server');
    hear(details('metrics-server', { facts: [fact] }));
    press(button('Proof of running pods: line 7'), 'c', { ctrlKey: true });
    expect(shell).toEqual([{ type: 'copy', text: `metrics-server: running pods: 18\nproof: GET /x, line 7; ${AT}; 200` }]);
    expect(text('said')).toBe('Copied with its proof');
  });

  it('keeps the focus on a claim when a look brings another value of it', () => {
    open('metrics-server');
    hear(details('metrics-server', { facts: [fact] }));
    act(() => button('Proof of running pods: line 7').focus());
    hear(details('metrics-server', { facts: [{ ...fact, value: '19', evidence: { ...fact.evidence, answerId: 'a2' } }] }));
    expect(document.activeElement).toBe(button('Proof of running pods: line 7'));
  });

  it('lists what its program was started with, and has no such list where no pod says it', () => {
    open('metrics-server');
    hear(details('metrics-server', { flags: [{ name: 'metric-resolution', value: '15s' }] }));
    expect(text('flags')).toBe('Flags 1, as its pod says--metric-resolution=15s');
    hear(details('metrics-server', {}));
    expect(hosted().querySelector('[data-testid="flags"]')).toBeNull();
  });

  it('shows what may not be read and offers the smallest Role', () => {
    open('kubelet');
    hear(details('kubelet', { denied: { says: 'You may not get nodes/proxy.', yaml: 'kind: ClusterRole' } }));
    expect(text('denied')).toContain('You may not get nodes/proxy.');
    click('Copy the smallest Role');
    expect(shell).toEqual([{ type: 'copy', text: 'kind: ClusterRole' }]);
  });

  it('shows what did not answer, and what to do', () => {
    const answer = { id: 'x', place: 'k m', name: 'm', request: 'GET /m', route: 'direct', at: AT, durationMs: 5 };
    open('kubelet');
    hear(
      details('kubelet', { answers: [{ ...answer, state: 'unreachable', because: 'connection refused', remedy: 'Look at its port.' }] }),
    );
    expect(text('failing')).toContain('connection refused');
    expect(text('failing')).toContain('Look at its port.');
  });

  it('opens a member, which has a way back; the card keeps its count', () => {
    const members = [
      { id: 'kubelet/n1', name: 'n1', health: 'ok' as const },
      { id: 'kubelet/n2', name: 'n2', health: 'broken' as const, because: 'refused' },
    ];
    open('kubelet');
    hear(details('kubelet', { members }));
    expect(text('members')).toContain('2 members');
    click(/^.*n2refused$/);
    expect(useChoices.getState().selection).toEqual({ kind: 'member', card: 'kubelet', member: 'kubelet/n2' });
    expect(hosted().querySelector('h2')?.textContent).toBe('n2');
    click('Back to kubelet');
    expect(hosted().querySelector('h2')?.textContent).toBe('kubelet');
    expect(text('inspector-state')).toContain('3 of 3 members ok.');
  });

  it('has hops that open', () => {
    open('metrics-server');
    click(/kubelet.*metrics\/resource/);
    expect(hosted().querySelector('h2')?.textContent).toBe('kubelet to metrics-server');
  });
});

describe('what diagnosis found', () => {
  const links = () => [...hosted().querySelectorAll('[data-testid="finding-links"] button')].map((each) => each.textContent);

  it.each([
    [
      'of a card, roots and what follows',
      'metrics-server',
      ['metrics-server may not read the kubelets', 'metrics-server has nothing to serve'],
    ],
    ['of another', 'metrics-api', ['metrics.k8s.io is not available']],
    ['nothing of one that is well', 'kubelet', []],
  ])('is named: %s', (_name, card, titles) => {
    open(card);
    act(() => useEngine.setState({ view: deniedFindings() }));
    expect(links()).toEqual(titles);
  });

  it('leads to its root', () => {
    open('metrics-api');
    act(() => useEngine.setState({ view: deniedFindings() }));
    click('metrics.k8s.io is not available: open the finding');
    expect(useChoices.getState().screen).toBe('findings');
    expect(useFindings.getState().open).toBe('denied');
  });
});
