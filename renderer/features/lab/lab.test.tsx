// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FromRenderer } from '../../../shared/contract/engine';
import type { LabFault, PlannedFault } from '../../../shared/contract/lab';
import type { Health } from '../../../shared/model/health';
import type { Report } from '../../../shared/report/schema';
import { fixtureView } from '../../app/fixtureView';
import { showLab } from '../../store/choiceStore';
import { useEngine } from '../../store/engineStore';
import { forgetLab, receiveLab } from '../../store/labStore';
import { compare, expectedOf, groupedByCard, searchedFaults } from './expected';
import { LabPanel } from './LabPanel';

const told: FromRenderer[] = [];
vi.mock('../../bridge/enginePort', () => ({
  tellEngine: (message: FromRenderer) => told.push(message),
  keepTelling: (message: FromRenderer) => {
    told.push(message);
    return () => undefined;
  },
}));

const KSM: LabFault = {
  name: 'ksm-down',
  says: 'no kube-state-metrics pod',
  on: false,
  cards: ['kube-state-metrics'],
  findings: [{ rule: 'component-not-running', subject: 'Deployment/kube-system/kube-state-metrics' }],
  more: 0,
  settlesSeconds: 30,
};
const TWICE: LabFault = {
  name: 'kubelet-scraped-twice',
  says: 'two jobs scrape the kubelets',
  on: false,
  cards: [],
  findings: [{ rule: 'duplicate-kubelet-targets', subject: 'kubelet' }],
  more: 0,
  settlesSeconds: 60,
};
const OOM: LabFault = { ...TWICE, name: 'prometheus-throttled', says: 'Prometheus has too little CPU', findings: [] };
const LAB = { faults: [TWICE, KSM, OOM] };

let root: Root;
let host: HTMLElement;
const part = (testId: string) => host.querySelector(`[data-testid="${testId}"]`);
const click = (testId: string) => act(() => part(testId)?.dispatchEvent(new MouseEvent('click', { bubbles: true })));

/** The demo with these faults on, these findings and these healths of cards. */
function see(
  on: readonly string[],
  findings: readonly { rule: string; subject: string }[] = [],
  healths: Record<string, Health> = {},
  planned: readonly PlannedFault[] = [],
): void {
  const view = fixtureView();
  const [first] = view.report.components;
  const report: Report = {
    ...view.report,
    components: view.report.components.map((component) => ({ ...component, health: healths[component.id] ?? component.health })),
    findings: findings.map(({ rule, subject }) => ({
      id: `${rule} ${subject}`,
      rule,
      subject,
      severity: 'error',
      causedBy: [],
      title: rule,
      because: rule,
      remedy: rule,
      evidence: first?.evidence ?? [],
    })),
  };
  act(() => useEngine.setState({ view: { ...view, report, demo: { scenario: 'healthy', on: [...on], planned: [...planned], speed: 1 } } }));
}

const draw = () =>
  act(() =>
    root.render(
      <MantineProvider>
        <LabPanel />
      </MantineProvider>,
    ),
  );

beforeAll(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
});
beforeEach(async () => {
  told.length = 0;
  host = document.createElement('div');
  document.body.append(host);
  root = createRoot(host);
  see([]);
  await draw();
  act(() => receiveLab(LAB));
});
afterEach(() => {
  act(() => root.unmount());
  forgetLab();
  showLab(false);
  host.remove();
});

describe('the panel', () => {
  it('asks for the list, and has each fault with what it must cause, under its card', () => {
    expect(told).toEqual([{ type: 'read-lab' }]);
    expect(part('lab-group-kube-state-metrics')?.textContent).toContain('no kube-state-metrics pod');
    expect(part('lab-group-kube-state-metrics')?.textContent).toContain('Must cause a finding: component-not-running');
    expect(part('lab-group-')?.textContent).toContain('Only the gaps tell of it.');
  });

  it('switches one fault on, and all off', async () => {
    await click('fault-ksm-down');
    expect(told.at(-1)).toEqual({ type: 'faults', names: ['ksm-down'], on: true });
    see(['ksm-down', 'kubelet-scraped-twice']);
    await click('lab-all-off');
    expect(told.at(-1)).toEqual({ type: 'faults', names: ['ksm-down', 'kubelet-scraped-twice'], on: false });
  });

  it('says which of the findings that must be there the diagnosis has', () => {
    see(['ksm-down']);
    expect(part('lab-on-ksm-down')?.textContent).toContain('found 0 of 1');
    expect(part('lab-on-ksm-down')?.textContent).toContain('not found yet');
    see(['ksm-down'], KSM.findings);
    expect(part('lab-on-ksm-down')?.textContent).toContain('found 1 of 1');
    see([]);
    expect(part('lab-on')).toBeNull();
  });

  it('says what the scenario does by itself, and when', () => {
    expect(part('lab-planned')).toBeNull();
    const at = (minute: number) => Date.UTC(2026, 0, 2, 14, minute, 7);
    see(['ksm-down'], [], {}, [
      { atMs: at(33), fault: 'ksm-down', on: false },
      { atMs: at(40), fault: 'kubelet-scraped-twice', on: true },
    ]);
    expect([...(part('lab-planned')?.querySelectorAll('li') ?? [])].map((item) => item.textContent)).toEqual([
      "ksm-down ends at 14:33:07 of the demo's clock",
      "kubelet-scraped-twice begins at 14:40:07 of the demo's clock",
    ]);
  });

  it('lets the time of the demo go faster', async () => {
    await click('choice-20');
    expect(told.at(-1)).toEqual({ type: 'lab-speed', speed: 20 });
  });

  it('breaks nothing before the prediction is made, then compares it with the map', async () => {
    await click('lab-predict-first');
    await click('fault-ksm-down');
    expect(told).toEqual([{ type: 'read-lab' }]);
    await click('lab-tick-kube-state-metrics');
    await click('lab-tick-kubelet');
    await click('lab-break');
    expect(told.at(-1)).toEqual({ type: 'faults', names: ['ksm-down'], on: true });
    see(['ksm-down'], [], { 'kube-state-metrics': 'broken', prometheus: 'degraded' });
    expect(part('lab-right')?.textContent).toBe('kube-state-metrics');
    expect(part('lab-wrong')?.textContent).toBe('kubelet');
    expect(part('lab-missed')?.textContent).toBe('Prometheus');
  });
});

describe('what the panel is made of', () => {
  it.each([
    ['a word of the name', 'twice', ['kubelet-scraped-twice']],
    ['words of the sentence', 'pod no', ['ksm-down']],
    ['a rule', 'duplicate', ['kubelet-scraped-twice']],
    ['nothing', '', ['kubelet-scraped-twice', 'ksm-down', 'prometheus-throttled']],
    ['what no fault has', 'etcd', []],
  ])('a search for %s', (_what, search, names) => {
    expect(searchedFaults(LAB.faults, search).map(({ name }) => name)).toEqual(names);
  });

  it('groups by the card where a fault begins, those without one last', () => {
    expect(groupedByCard(LAB.faults).map(([card, faults]) => [card, faults.length])).toEqual([
      ['kube-state-metrics', 1],
      ['', 2],
    ]);
  });

  it('a finding of the same rule on another subject is not the one expected', () => {
    expect(expectedOf(KSM, [{ rule: 'component-not-running', subject: 'Deployment/monitoring/grafana' }]).found).toBe(0);
  });

  it('what was not well before was not broken by the fault', () => {
    const prediction = { faults: ['x'], cards: ['hpa', 'kubelet'], before: { hpa: 'broken', kubelet: 'ok', prometheus: 'ok' } } as const;
    expect(compare(prediction, { hpa: 'broken', kubelet: 'stale', prometheus: 'ok' })).toEqual({
      right: ['kubelet'],
      wrong: ['hpa'],
      missed: [],
    });
  });
});
