import { create } from 'zustand';
import type { View } from '../../shared/contract/engine';
import type { Health } from '../../shared/model/health';
import { useEngine } from './engineStore';

interface Since {
  readonly health: Health;
  readonly sinceMs: number;
}

/** Since when each card and hop was seen in its state, by card id or "from>to". */
export interface HealthsSince {
  /** A session of another cluster, or one that began anew, starts over. */
  readonly session: string;
  readonly seen: Readonly<Record<string, Since>>;
}

const NOTHING: HealthsSince = { session: '', seen: {} };

export const useHealthSince = create<HealthsSince>(() => NOTHING);

/** The next view folded in; a card that keeps its state keeps its time. */
export function foldSince(before: HealthsSince, { report }: Pick<View, 'report'>): HealthsSince {
  const session = `${report.cluster.context} ${report.cluster.server ?? ''} ${report.from}`;
  const known = session === before.session ? before.seen : {};
  const seenAtMs = Date.parse(report.to);
  const hops = report.edges.map(({ from, to, health }) => ({ id: `${from}>${to}`, health }));
  const seen = Object.fromEntries(
    [...report.components, ...hops].map(({ id, health }): [string, Since] => {
      const last = known[id];
      return [id, last?.health === health ? last : { health, sinceMs: seenAtMs }];
    }),
  );
  return { session, seen };
}

/** Follows the views from now on; returns what ends it. */
export function watchHealth(): () => void {
  const fold = (view: View | undefined) => {
    // A kept moment is shown: its states are not of now.
    if (view !== undefined && view.at === undefined) useHealthSince.setState((before) => foldSince(before, view), true);
  };
  fold(useEngine.getState().view);
  return useEngine.subscribe(({ view }, { view: before }) => {
    if (view?.report !== before?.report) fold(view);
  });
}
