import { type BlindSpotParts, BlindSpotWatch } from './blindSpots/blindSpotWatch';
import type { Clock } from './clock';
import { type Access, createAccess } from './cluster/access';
import type { ClusterPort } from './cluster/port';
import { startWatchCache } from './cluster/watchCache';
import { DiagnosisWatch } from './diagnosis/diagnosisWatch';
import { askCandidates } from './discovery/ask';
import type { Correction } from './discovery/corrections';
import { discover } from './discovery/discover';
import { NO_ANSWERS } from './discovery/identification';
import { proberOf } from './probers/table';
import { createDiscoveryRun } from './session/discoveryRun';
import type { AccessOracle } from './session/looker';
import { createReportMaker, type ReportMaker } from './session/report';
import { ScrapedWatch } from './session/scrapedWatch';
import { Session, type SessionParts } from './session/session';

export interface Looking {
  readonly session: Session;
  readonly report: ReportMaker;
  readonly access: Access;
  readonly blindSpots: BlindSpotWatch;
}

/** A session on a port, with everything it needs: watches, access, discovery, probers. Not started yet. */
export function lookAtCluster(
  port: ClusterPort,
  clock: Clock,
  corrections: () => readonly Correction[],
  onChange: () => void,
  past?: SessionParts['past'],
  /** Whom pods' scrapes are asked of, and by which clock that is waited for. */
  asks: Pick<BlindSpotParts, 'port' | 'clock'> = { port, clock },
): Looking {
  const access = createAccess(port, clock);
  const oracle: AccessOracle & { begin(signal: AbortSignal): Promise<void> } = {
    ask: (need, signal) => access.ask(need, signal),
    remedyFor: (need) => access.remedyFor(need),
    begin: (signal) => access.begin(signal),
  };
  const blindSpots = new BlindSpotWatch({ session: () => session, ...asks });
  const diagnosis = new DiagnosisWatch({ session: () => session, access, clock, blindSpots });
  const scraped = new ScrapedWatch(() => session);
  const session: Session = new Session({
    port,
    access: oracle,
    clock,
    watch: (changed) => startWatchCache(port, clock, { access, onChange: changed, hearPod: (how, pod) => blindSpots.hear(how, pod) }),
    discovery: createDiscoveryRun({
      clock,
      noAnswers: NO_ANSWERS,
      discover: (inventory, answers) => discover(inventory, answers, corrections(), scraped.known),
      identify: askCandidates,
    }),
    proberOf: (found) => proberOf(found.kind),
    onChange: () => {
      blindSpots.observe();
      scraped.observe();
      diagnosis.observe();
      onChange();
    },
    past,
  });
  return { session, access, blindSpots, report: createReportMaker(session, port.cluster, clock, () => access.known(), diagnosis) };
}
