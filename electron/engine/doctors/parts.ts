import type { Clock } from '../clock';
import type { Access } from '../cluster/access';
import type { ClusterPort } from '../cluster/port';
import type { Session } from '../session/session';

export type DoctorSession = Pick<
  Session,
  | 'discovered'
  | 'inventory'
  | 'looks'
  | 'answers'
  | 'readings'
  | 'clockOffsetMs'
  | 'isPaused'
  | 'connection'
  | 'firstWholeLookMs'
  | 'listsWholeMs'
>;

/** What a doctor examines with: what the session saw, and requests of its own. */
export interface DoctorParts {
  readonly session: DoctorSession;
  readonly port: Pick<ClusterPort, 'send'>;
  readonly access: Pick<Access, 'answer' | 'answerFor'>;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
}
