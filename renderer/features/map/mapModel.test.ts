import { describe, expect, it } from 'vitest';
import { brokenView, fixtureView, fixtureWith } from '../../app/fixtureView';
import { findCuts } from '../../store/breaks';
import { buildMap, canvasOf } from '../../store/mapModel';

const cuts = (view: ReturnType<typeof fixtureView>) => [...findCuts(view.report)].map((edge) => `${edge.from}>${edge.to}`);

describe('the picture', () => {
  it('is made of ghosts before anything was seen', () => {
    const { cards, hops } = buildMap(undefined);
    expect(cards.every((card) => card.ghost && card.state === 'unknown')).toBe(true);
    expect(hops.every((hop) => hop.role === 'ghost')).toBe(true);
    expect(hops.length).toBeGreaterThan(15);
  });

  it('has the cards that are always there and no others while nothing else was found', () => {
    const ids = buildMap(fixtureView()).cards.map(({ card }) => card.id);
    expect(ids).toContain('alertmanager');
    expect(ids).not.toContain('vpa');
    expect(ids).not.toContain('infrastore');
  });

  it('gets a second Prometheus in its column, below, under its own name', () => {
    const view = fixtureView();
    const second = {
      ...view.report.components[0],
      id: 'prometheus:team-a/k8s',
      kind: 'prometheus' as const,
      name: 'k8s',
      health: 'ok' as const,
      evidence: [],
    };
    const model = buildMap({ ...view, report: { ...view.report, components: [...view.report.components, second] } });
    const card = model.cards.find((one) => one.card.id === second.id);
    expect(card).toMatchObject({ name: 'Prometheus k8s', state: 'ok', card: { x: 506 } });
    expect(canvasOf(model.cards).height).toBeGreaterThan(672);
  });

  it('keeps an absent card of the architecture and leaves out one that is only there when found', () => {
    const view = fixtureWith({ alertmanager: { health: 'absent' } });
    expect(buildMap(view).cards.find(({ card }) => card.id === 'alertmanager')?.state).toBe('absent');
  });
});

describe('where data stops', () => {
  it('is the first broken hop; the others follow from it', () => {
    expect(cuts(brokenView())).toEqual(['kubelet>metrics-server']);
    const roles = buildMap(brokenView()).hops.filter((hop) => hop.role !== 'carries');
    expect(roles.map((hop) => [hop.id, hop.role])).toEqual([
      ['kubelet>metrics-server', 'cut'],
      ['metrics-server>metrics-api', 'follows'],
      ['metrics-api>kubectl-top', 'follows'],
      ['metrics-api>hpa', 'follows'],
    ]);
  });

  it('is twice there for two causes', () => {
    const view = fixtureWith({}, { 'kubelet>metrics-server': { health: 'broken' }, 'kube-state-metrics>prometheus': { health: 'broken' } });
    expect(cuts(view)).toEqual(['kubelet>metrics-server', 'kube-state-metrics>prometheus']);
  });

  it('is no hop where a card itself feeds nobody', () => {
    const view = fixtureWith(
      { prometheus: { health: 'broken' } },
      {
        'prometheus>prometheus-adapter': { health: 'broken' },
        'prometheus>alertmanager': { health: 'broken' },
        'prometheus>dashboard': { health: 'broken' },
      },
    );
    expect(cuts(view)).toEqual([]);
  });
});
