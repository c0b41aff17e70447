// @vitest-environment happy-dom

import { act } from 'react';
import { describe, expect, it } from 'vitest';
import { inspect, select, selectCard, useChoices } from '../../store/choiceStore';
import { useCommands } from '../../store/commandStore';
import { click, hosted, open, show } from './inspector.testSupport';

describe('a pinned inspector', () => {
  it('stays while others are selected, and follows again when let go', () => {
    open('kubelet');
    click('Pin: stay on this while others are selected');
    act(() => selectCard('prometheus'));
    expect(hosted().querySelector('h2')?.textContent).toBe('kubelet');
    click('Pinned. Follow the selection again');
    expect(hosted().querySelector('h2')?.textContent).toBe('Prometheus');
  });

  it('goes where its own links lead', () => {
    open('kubelet');
    click('Pin: stay on this while others are selected');
    act(() => inspect({ kind: 'card', card: 'hpa' }));
    expect(hosted().querySelector('h2')?.textContent).toBe('HPA');
    expect(useChoices.getState().pinned).toEqual({ kind: 'card', card: 'hpa' });
  });
});

describe('keys', () => {
  const run = (key: string) =>
    act(() =>
      useCommands
        .getState()
        .commands.find(({ keys }) => keys.includes(key))
        ?.run?.(),
    );
  const chosen = () => hosted().querySelector('[role="tab"][aria-selected="true"]')?.textContent;

  it('. and , go through the tabs, round and round', () => {
    open('kubelet');
    run('.');
    expect(chosen()).toBe('Charts');
    run(',');
    run(',');
    expect(chosen()).toBe('History');
    run('.');
    expect(chosen()).toBe('Overview');
  });

  it('a tab that a hop has not shows its overview', () => {
    open('kubelet', 'metrics');
    act(() => select({ kind: 'hop', from: 'kubelet', to: 'metrics-server' }));
    expect(chosen()).toBe('Overview');
    run('.');
    expect(chosen()).toBe('Timing');
  });
});

describe('a name of 253 characters', () => {
  it('is cut in the head and whole in its title', () => {
    const name = 'n'.repeat(253);
    inspect({ kind: 'member', card: 'kubelet', member: `kubelet/${name}` });
    show();
    expect(hosted().querySelector('h2')?.getAttribute('title')).toBe(`kubelet/${name}`);
  });
});
