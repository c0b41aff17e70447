import { describe, expect, it } from 'vitest';
import type { ReportComponent } from '../report/schema';
import { lackingFor } from './lacking';
import type { Step } from './step';
import { card, hop, screen } from './targets';
import { allPlaces, neighbourStep } from './walker';

const AT = '2026-01-02T14:32:07.000Z';
const component = (id: string, health: ReportComponent['health'], more: Partial<ReportComponent> = {}): ReportComponent => ({
  id,
  kind: 'other',
  name: id,
  health,
  evidence: [],
  ...more,
});
const edge = (from: string, to: string, health: ReportComponent['health']) => ({
  from,
  to,
  pipeline: 'core' as const,
  carries: '',
  health,
  evidence: [],
});
const seen = (...components: readonly ReportComponent[]) => ({ components, edges: [] });
const STEP: Step = {
  id: 'x',
  points: card('kubelet'),
  proof: { of: card('kubelet'), path: '/metrics/resource' },
  task: { kind: 'open-card', card: 'kubelet' },
  source: 'https://example.org',
};
const answered = (request: string) => ({ evidence: [{ at: AT, says: '', request, answerId: 'a1' }] });

describe('what a cluster lacks for a step', () => {
  it.each([
    ['nothing is known yet', STEP, undefined, undefined],
    ['it was not looked at yet', STEP, seen(component('kubelet', 'unknown')), undefined],
    ['it is broken', STEP, seen(component('kubelet', 'broken')), undefined],
    ['it is not there', STEP, seen(component('kubelet', 'absent')), { part: card('kubelet'), why: 'absent' }],
    ['it may not be read', STEP, seen(component('kubelet', 'denied')), { part: card('kubelet'), why: 'denied' }],
    [
      'some of it may be read',
      STEP,
      seen(component('kubelet', 'denied', answered('GET /api/v1/nodes/n1/proxy/metrics/resource'))),
      undefined,
    ],
    [
      'something else of it may be read',
      STEP,
      seen(component('kubelet', 'denied', answered('GET /healthz'))),
      { part: card('kubelet'), why: 'denied' },
    ],
    [
      'what its task is about is not there',
      { ...STEP, task: { kind: 'open-tab', card: 'cadvisor', tab: 'metrics' } },
      seen(component('kubelet', 'ok'), component('cadvisor', 'absent')),
      { part: card('cadvisor'), why: 'absent' },
    ],
    [
      'what its request is of is not there, although it is about a screen',
      { ...STEP, points: screen('doctors'), proof: { of: card('custom-metrics-api') }, task: { kind: 'show-part', screen: 'doctors' } },
      seen(component('custom-metrics-api', 'absent')),
      { part: card('custom-metrics-api'), why: 'absent' },
    ],
  ] as const satisfies readonly (readonly [string, Step, ReturnType<typeof seen> | undefined, unknown])[])(
    '%s',
    (_what, step, report, lacks) => {
      expect(lackingFor(step, report)).toEqual(lacks);
    },
  );

  it('is said of a hop too', () => {
    const step: Step = { ...STEP, points: hop('kubelet', 'prometheus'), task: { kind: 'open-hop', from: 'kubelet', to: 'prometheus' } };
    const report = { components: [], edges: [edge('kubelet', 'prometheus', 'absent')] };
    expect(lackingFor(step, report)).toEqual({ part: hop('kubelet', 'prometheus'), why: 'absent' });
  });
});

describe('walking on a cluster without some parts', () => {
  const without = (...cards: readonly string[]) => {
    const report = seen(...cards.map((id) => component(id, 'absent')));
    return (step: Step) => lackingFor(step, report) === undefined;
  };
  const walked = (isHere: (step: Step) => boolean) => {
    const there: string[] = [];
    for (let at = allPlaces().find(({ step }) => isHere(step))?.step.id; at !== undefined; at = neighbourStep(at, 1, isHere))
      there.push(at);
    return there;
  };

  it('leaves out what needs them and nothing else', () => {
    const all = allPlaces().map(({ step }) => step.id);
    const left = all.filter((id) => !walked(without('prometheus-adapter', 'custom-metrics-api')).includes(id));
    expect(left).toEqual(['meet', 'available', 'custom-metric', 'decision']);
    expect(walked(without())).toEqual(all);
  });

  it('ends where no further step can be gone through', () => {
    const isHere = (step: Step) => step.id === 'fork';
    expect(neighbourStep('fork', 1, isHere)).toBeUndefined();
    expect(neighbourStep('core', -1, isHere)).toBe('fork');
  });
});
