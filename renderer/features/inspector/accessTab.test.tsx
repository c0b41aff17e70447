// @vitest-environment happy-dom

import { describe, expect, it } from 'vitest';
import type { FromEngine } from '../../../shared/contract/engine';
import { chooseTab, select } from '../../store/choiceStore';
import { click, engine, hear, hosted, open, shell, show, text } from './inspector.testSupport';

describe('access', () => {
  const table: FromEngine = {
    type: 'access',
    id: 'kubelet',
    columns: [
      { id: 'you', title: 'you' },
      { id: 'monitoring/prometheus', title: 'Prometheus', account: 'monitoring/prometheus' },
    ],
    rows: [
      {
        verb: 'get',
        resource: 'nodes/metrics',
        need: 'the kubelet asks',
        cells: [
          { state: 'no', because: 'review' },
          { state: 'yes', because: 'by the Role p' },
        ],
      },
      {
        verb: 'list',
        resource: 'nodes',
        need: 'to know',
        cells: [
          { state: 'unknown', because: 'no one says' },
          { state: 'not-needed', because: '' },
        ],
      },
    ],
    yaml: 'kind: ClusterRole',
  };

  it('says yes, no, unknown and not needed in words, and why when asked', () => {
    open('kubelet', 'access');
    expect(engine.told).toContainEqual({ type: 'read-access', id: 'kubelet' });
    hear(table);
    const cells = [...hosted().querySelectorAll('tbody td:not(:first-child)')].map(
      (cell) => cell.querySelector('button > span')?.textContent ?? cell.textContent,
    );
    expect(cells).toEqual(['no', 'yes', 'unknown', '–not needed']);
    click(/^yes/);
    expect(text('access-because')).toBe('monitoring/prometheus: get nodes/metrics: yes (by the Role p)');
    click('Copy the smallest Role');
    expect(shell).toEqual([{ type: 'copy', text: 'kind: ClusterRole' }]);
  });

  it('has a Role to copy for each service account that lacks something', () => {
    open('kubelet', 'access');
    hear({ ...table, roles: [{ id: 'kube-system/ms', title: 'metrics-server', account: 'kube-system/ms', yaml: 'kind: Role' }] });
    expect(text('role-of-kube-system/ms')).toContain('metrics-server lacks what is marked no.');
    click('Copy the Role of kube-system/ms');
    expect(shell).toEqual([{ type: 'copy', text: 'kind: Role' }]);
  });

  it('of a hop is asked by its two ends', () => {
    select({ kind: 'hop', from: 'kubelet', to: 'metrics-server' });
    chooseTab('access');
    show();
    expect(engine.told).toContainEqual({ type: 'read-access', id: 'kubelet>metrics-server' });
  });
});
