import { assembleGraph } from '../../../shared/analysis/graph/assembleGraph';
import type { FindingPlace } from '../../../shared/contract/findings';
import { CARDS, HOPS } from '../../../shared/model/architecture';
import type { ReportAccess } from '../../../shared/report/schema';
import { REPORT_VERSION, type Report } from '../../../shared/report/schema';
import type { Clock } from '../clock';
import type { ClusterIdentity } from '../cluster/port';
import type { DiagnosisWatch } from '../diagnosis/diagnosisWatch';
import { toTime } from './reportEvidence';
import type { Session } from './session';

export interface ReportMaker {
  /** The Report as of now. */
  make(): Report;
  /** Where the findings of the Report made last stand on the map; absent: nothing is diagnosed. */
  places?(): readonly FindingPlace[];
}

/**
 * Makes the Report from what the session holds. While the connection is lost everything that was
 * seen keeps its last value, as stale.
 */
export function createReportMaker(
  session: Session,
  cluster: ClusterIdentity,
  clock: Clock,
  access: () => readonly ReportAccess[],
  diagnosis?: Pick<DiagnosisWatch, 'now' | 'before' | 'places'>,
): ReportMaker {
  return {
    places: () => diagnosis?.places() ?? [],
    make() {
      const nowMs = clock.now();
      const { connection } = session;
      const graph = assembleGraph({
        cards: CARDS,
        hops: HOPS,
        discovered: session.discovered,
        looks: session.looks,
        inventory: session.inventory,
        nowMs,
      });
      const lostBecause = connection.state === 'lost' || connection.state === 'refused' ? connection.says : undefined;
      return {
        version: REPORT_VERSION,
        cluster: {
          context: cluster.context,
          server: cluster.server,
          ...(connection.state === 'up' && connection.serverVersion !== undefined ? { serverVersion: connection.serverVersion } : {}),
        },
        from: toTime(session.startedMs),
        to: toTime(nowMs),
        components: lostBecause === undefined ? graph.components : graph.components.map((each) => asStale(each, lostBecause)),
        edges: lostBecause === undefined ? graph.edges : graph.edges.map((each) => asStale(each, lostBecause)),
        ...((lostBecause === undefined ? diagnosis?.now() : diagnosis?.before()) ?? { findings: [], cannotTell: [] }),
        gaps: [],
        blindSpots: [],
        access: [...access()],
      };
    },
  };
}

/** What was seen before the connection was lost is kept and marked; what was never seen stays unknown or absent. */
function asStale<T extends { readonly health: Report['components'][number]['health']; readonly because?: string }>(
  thing: T,
  lostBecause: string,
): T {
  if (thing.health === 'unknown' || thing.health === 'absent') return thing;
  const before = thing.because === undefined ? `was ${thing.health}` : `was ${thing.health}: ${thing.because}`;
  return { ...thing, health: 'stale', because: `${before}; since then no answer: ${lostBecause}` };
}
