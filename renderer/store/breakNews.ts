import type { Breaks } from '../../shared/contract/breaks';
import type { View } from '../../shared/contract/engine';
import { tellShell } from '../bridge/shellBridge';
import { texts } from '../texts/catalogue';
import { findCuts, followers } from './breaks';
import { titleOf } from './cardTitle';
import { useEngine } from './engineStore';
import { toldBy } from './findings';
import { useReplay } from './replayStore';

/** What is broken by this view, as main is told; the words are those of the verdict. */
export function breaksOf(view: Pick<View, 'report' | 'places'>): Breaks {
  const { cluster, from, components, edges } = view.report;
  const hops = edges.filter(({ health }) => health === 'broken').map((edge) => `${edge.from}>${edge.to}`);
  const cards = components.filter(({ health }) => health === 'broken').map(({ id }) => id);
  return {
    type: 'breaks',
    session: `${cluster.context} ${cluster.server ?? ''} ${from}`,
    places: placesOf(view),
    broken: [...cards, ...hops],
  };
}

/** Hops where data stops, and broken cards that none of them accounts for. */
function placesOf(view: Pick<View, 'report' | 'places'>): Breaks['places'] {
  const { components, edges } = view.report;
  const told = toldBy(view);
  const cuts = [...findCuts(view.report, told)];
  const accounted = new Set(cuts.flatMap((cut) => [cut.from, cut.to, ...followers(cut, edges)]));
  const alone = components.filter(({ id, health }) => health === 'broken' && !accounted.has(id) && !told.effectCards.has(id));
  return [
    ...cuts.map(({ from, to }) => ({ at: { kind: 'hop', from, to } as const, says: texts.verdict.cut(titleOf(to), titleOf(from)) })),
    ...alone.map(({ id, name }) => ({
      at: { kind: 'card', card: id } as const,
      says: texts.verdict.componentIs(titleOf(id, name), 'broken'),
    })),
  ];
}

/** Tells main from now on what is broken, whenever it changes; nothing of a recording or of a kept moment. Returns what ends it. */
export function tellBreaks(): () => void {
  let said = '';
  return useEngine.subscribe(({ view }, { view: before }) => {
    if (view === undefined || view.report === before?.report || view.phase !== 'live' || view.at !== undefined) return;
    if (useReplay.getState().replay !== undefined) return;
    const breaks = breaksOf(view);
    const now = JSON.stringify(breaks);
    if (now === said) return;
    said = now;
    tellShell(breaks);
  });
}
