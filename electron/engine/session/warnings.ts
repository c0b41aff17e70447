import { formatAge } from '../../../shared/model/format';
import type { ClusterPort } from '../cluster/port';
import { denialsOf } from './denials';
import type { Session } from './session';

/** Of less nobody needs to know: ages are corrected, and certificates and tokens are given some room. */
const WORTH_SAYING_MS = 60_000;

/** What is to be known of the connection while everything works: from the kubeconfig, and of the clocks. Sentences. */
export function warningsOf(session: Pick<Session, 'clockOffsetMs'>, { cluster }: Pick<ClusterPort, 'cluster'>): readonly string[] {
  return [...cluster.warnings, ...clockWarning(session.clockOffsetMs)];
}

/**
 * What somebody reads beside the report who has no window, a sentence or a manifest each: the warnings, then why nothing more was
 * seen and what to do: the cluster is lost, the credentials are refused, or something may not be read. The demo's time may go faster
 * than the wall clock: of its clock nothing is said.
 */
export function notesOf(session: Told, port: Pick<ClusterPort, 'cluster'>, isDemo: boolean): readonly string[] {
  const warnings = isDemo ? port.cluster.warnings : warningsOf(session, port);
  const { connection } = session;
  if (connection.state === 'lost' || connection.state === 'refused') return [...warnings, connection.says, connection.remedy];
  const denied = denialsOf(session);
  return denied === undefined ? warnings : [...warnings, denied.says, denied.remedy, ...(denied.yaml === undefined ? [] : [denied.yaml])];
}

type Told = Parameters<typeof denialsOf>[0] & Pick<Session, 'connection' | 'clockOffsetMs'>;

/** In whole minutes, so that the sentence does not change with every look. */
function clockWarning(offsetMs: number): readonly string[] {
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  if (Math.abs(offsetMs) < WORTH_SAYING_MS) return [];
  const way = offsetMs > 0 ? 'behind' : 'ahead of';
  return [
    `This machine's clock is ${formatAge(minutes * 60)} ${way} the API server's. Ages are corrected by that; certificates and tokens may be refused for it. Set the clock that is wrong by NTP: timedatectl status shows this one.`,
  ];
}
