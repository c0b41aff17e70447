import { describe, expect, it } from 'vitest';
import type { View } from '../../shared/contract/engine';
import { brokenView, deniedFindings, FIXTURE_NOW_MS, fixtureFinding, fixtureView, fixtureWith, withFindings } from '../app/fixtureView';
import { findCuts } from './breaks';
import { diagnosedOf, selectionOf, subjectOf, toldBy } from './findings';
import { buildMap } from './mapModel';

const diagnosed = (view: View) => diagnosedOf(view.report, view.places);

describe('findings as causes', () => {
  it('a root stands with all that follows from it, nearest first', () => {
    const { causes } = diagnosed(deniedFindings());
    expect(causes.map(({ key }) => key)).toEqual(['denied']);
    expect(causes[0]?.effects.map(({ finding, depth }) => [finding.id, depth])).toEqual([
      ['no-data', 1],
      ['api', 2],
      ['hpa', 3],
    ]);
  });

  it('the same rule with the same remedy is one cause, another remedy another', () => {
    const some = ['a', 'b'].map((id) => fixtureFinding(id, { rule: 'scrape-denied', remedy: 'Give it a token.' }));
    const other = fixtureFinding('c', { rule: 'scrape-denied', remedy: 'Give it a Role.' });
    const { causes } = diagnosed(withFindings(fixtureView(), [...some, other]));
    expect(causes.map(({ findings }) => findings.map(({ id }) => id))).toEqual([['a', 'b'], ['c']]);
  });

  it('the oldest says since when', () => {
    const at = (ms: number) => new Date(FIXTURE_NOW_MS - ms).toISOString();
    const findings = [fixtureFinding('a', { since: at(1_000) }), fixtureFinding('b', { since: at(9_000) })];
    expect(diagnosed(withFindings(fixtureView(), findings)).causes[0]?.sinceMs).toBe(FIXTURE_NOW_MS - 9_000);
  });

  it('infos are no causes', () => {
    const { causes, infos } = diagnosed(withFindings(fixtureView(), [fixtureFinding('a', { severity: 'info' })]));
    expect([causes.length, infos.length]).toEqual([0, 1]);
  });

  it('findings that explain each other in a ring end', () => {
    const ring = [fixtureFinding('r'), fixtureFinding('a', { causedBy: ['r', 'b'] }), fixtureFinding('b', { causedBy: ['a'] })];
    expect(diagnosed(withFindings(fixtureView(), ring)).causes[0]?.effects.map(({ finding }) => finding.id)).toEqual(['a', 'b']);
  });
});

describe('a place', () => {
  const { edges } = fixtureView().report;
  it.each([
    ['is its hop where the map has it', { id: 'a', card: 'kubelet', hop: { from: 'kubelet', to: 'metrics-server' } }, 'hop'],
    ['is its member where it has not', { id: 'a', card: 'kubelet', member: 'kubelet/n1', hop: { from: 'x', to: 'y' } }, 'member'],
    ['is its card', { id: 'a', card: 'kubelet' }, 'card'],
    ['is none', { id: 'a' }, undefined],
    ['is none either', undefined, undefined],
  ] as const)('%s', (_name, place, kind) => expect(selectionOf(place, edges)?.kind).toBe(kind));

  it('of the subject is never a hop', () =>
    expect(subjectOf({ id: 'a', card: 'kubelet', hop: { from: 'kubelet', to: 'hpa' } })).toEqual({ kind: 'card', card: 'kubelet' }));
});

describe('where data stops, by what was found', () => {
  const cuts = (view: View) => [...findCuts(view.report, toldBy(view))].map(({ from, to }) => `${from}>${to}`);

  it('is the hop of the root', () => expect(cuts(deniedFindings())).toEqual(['kubelet>metrics-server']));

  it('is not where only an effect shows: one cut for each cause', () => {
    const edges = { 'kubelet>metrics-server': { health: 'broken' as const }, 'custom-metrics-api>hpa': { health: 'broken' as const } };
    const view = withFindings(
      fixtureWith({}, edges),
      [fixtureFinding('root'), fixtureFinding('effect', { causedBy: ['root'] })],
      [
        { id: 'root', card: 'metrics-server', hop: { from: 'kubelet', to: 'metrics-server' } },
        { id: 'effect', card: 'hpa', hop: { from: 'custom-metrics-api', to: 'hpa' } },
      ],
    );
    expect(cuts(fixtureWith({}, edges))).toEqual(['kubelet>metrics-server', 'custom-metrics-api>hpa']);
    expect(cuts(view)).toEqual(['kubelet>metrics-server']);
  });

  it('stays what the map shows where nothing was found, or only warnings', () => {
    expect(cuts(brokenView())).toEqual(['kubelet>metrics-server']);
    const place = { id: 'w', card: 'hpa', hop: { from: 'custom-metrics-api', to: 'hpa' } };
    expect(cuts(withFindings(brokenView(), [fixtureFinding('w', { severity: 'warning' })], [place]))).toEqual(['kubelet>metrics-server']);
  });

  it('a root without a hop fills its card; cards of effects only follow', () => {
    const view = withFindings(
      fixtureWith({ prometheus: { health: 'broken' }, hpa: { health: 'degraded' } }),
      [fixtureFinding('root'), fixtureFinding('effect', { causedBy: ['root'] }), fixtureFinding('well')],
      [
        { id: 'root', card: 'prometheus' },
        { id: 'effect', card: 'hpa' },
        { id: 'well', card: 'kubelet' },
      ],
    );
    const causes = buildMap(view).cards.flatMap(({ card, cause }) => (cause === undefined ? [] : [[card.id, cause]]));
    expect(causes.sort()).toEqual([
      ['hpa', 'follows'],
      ['prometheus', 'root'],
    ]);
  });
});

describe('since when', () => {
  const from = new Date(FIXTURE_NOW_MS - 600_000).toISOString();
  const startPlus = (ms: number) => new Date(FIXTURE_NOW_MS - 600_000 + ms).toISOString();
  it.each([
    ['told by the cluster, before this session', startPlus(-5_000), false],
    ['found by the first looks: it may be older', startPlus(20_000), true],
    ['found later', startPlus(90_000), false],
  ])('%s', (_name, since, expected) => {
    const { causes } = diagnosedOf({ findings: [fixtureFinding('a', { since })], cannotTell: [], from }, []);
    expect(causes[0]?.isFromStart).toBe(expected);
  });
});
