// @vitest-environment happy-dom

import { act } from 'react';
import { describe, expect, it } from 'vitest';
import { brokenView, fixtureWith } from '../../app/fixtureView';
import { chooseTab, select, useChoices } from '../../store/choiceStore';
import { useEngine } from '../../store/engineStore';
import { click, hosted, show, text } from './inspector.testSupport';

describe('a hop', () => {
  const openHop = () => {
    select({ kind: 'hop', from: 'kubelet', to: 'metrics-server' });
    show();
  };

  it('times its reads, with what was lost and the proof', () => {
    const edge = { periodSeconds: 15, ageSeconds: 7, lagSeconds: 3, expected: 240, missed: 2 };
    useEngine.setState({ view: fixtureWith({}, { 'kubelet>metrics-server': edge }) });
    openHop();
    act(() => chooseTab('timing'));
    const rows = [...hosted().querySelectorAll('[data-testid="timing"] tr')].map(
      (row) => `${row.querySelector('th')?.textContent}: ${row.querySelector('b')?.textContent}`,
    );
    expect(rows).toEqual(['period: 15 s', 'newest value: 7 s old', 'behind its source: 3 s', 'expected: 240', 'missed: 2 of 240']);
    expect(hosted().querySelectorAll('[data-testid="timing"] button')).toHaveLength(5);
  });

  it('that nobody measured says so', () => {
    openHop();
    useEngine.setState({ view: undefined });
    act(() => chooseTab('timing'));
    expect(text('timing')).toContain('No look measured it.');
  });

  it('that is broken says why, and its answer is one click away', () => {
    useEngine.setState({ view: brokenView() });
    openHop();
    expect(text('inspector-state')).toBe('broken 403 Forbidden from 3 of 3 nodes');
    click(/^Proof of newest sample read/);
    expect(useChoices.getState()).toMatchObject({ tab: 'raw', answerId: 'answer/hop' });
  });
});
