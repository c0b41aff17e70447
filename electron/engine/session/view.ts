import type { View } from '../../../shared/contract/engine';
import type { Inventory } from '../../../shared/model/inventory';
import type { ClusterPort } from '../cluster/port';
import { cardExtras } from './cardExtras';
import { denialsOf } from './denials';
import type { ReportMaker } from './report';
import type { Session } from './session';
import { warningsOf } from './warnings';

/** Everything of the session that the window shows, as one value. */
export function viewOf(session: Session, port: ClusterPort, maker: ReportMaker, revision: number, nowMs: number, demo: View['demo']): View {
  const load = port.load();
  const report = maker.make();
  return {
    revision,
    phase: phaseOf(session),
    trouble: troubleOf(session),
    // The demo's time may go faster than the wall clock, or slower where it cannot keep up.
    warnings: [...(demo === undefined ? warningsOf(session, port) : port.cluster.warnings)],
    steps: session.steps.list(),
    listed: session.inventory.listed.map(({ resource, have, of, state, because }) => ({ resource, have, of, state, because })),
    report,
    places: [...(maker.places?.() ?? [])],
    cards: cardExtras(session, report, nowMs),
    load: {
      requestsPerSecond: load.requestsPerSecond,
      limit: load.requestsPerSecondLimit,
      bytesPerSecond: load.bytesPerSecond,
      inFlight: load.inFlight,
      totalRequests: load.totalRequests,
    },
    lookedAtMs: session.lastLookMs,
    clockOffsetMs: session.clockOffsetMs,
    paused: session.isPaused,
    demo,
  };
}

/** The map is live as soon as something was found and looked at; the rest of the lists may still come in. */
function phaseOf(session: Session): View['phase'] {
  const { state } = session.connection;
  if (state === 'lost') return 'unreachable';
  if (state === 'refused') return 'denied';
  // The kube-apiserver itself is looked at everywhere, also where nothing runs.
  if (isEmpty(session.inventory)) return 'empty';
  if (session.looks.size > 0) return 'live';
  const { listed } = session.inventory;
  const asked = listed.filter((each) => each.resource === 'nodes' || each.resource === 'pods' || each.resource === 'services');
  if (asked.length > 0 && asked.every((each) => each.state === 'denied')) return 'denied';
  return 'connecting';
}

/** Neither nodes nor pods, by lists that were read: what may not be listed, or could not be, is not none. */
function isEmpty({ nodes, pods, listed }: Inventory): boolean {
  const read = listed.filter(({ state }) => state === 'watching' || state === 'polling').map(({ resource }) => resource);
  return nodes.length === 0 && pods.length === 0 && read.includes('nodes') && read.includes('pods');
}

function troubleOf(session: Session): View['trouble'] {
  const { connection } = session;
  if (connection.state === 'lost' || connection.state === 'refused') {
    const { says, remedy, sinceMs, retryAtMs } = connection;
    return { says, remedy, sinceMs, retryAtMs };
  }
  return denialsOf(session);
}
