import type { LookResult } from '../probers/prober';
import type { Session } from '../session/session';

/** What of the session gaps are made of. */
export type GapSession = Pick<Session, 'discovered' | 'inventory' | 'clockOffsetMs' | 'isPaused' | 'history' | 'answers' | 'startedMs'> & {
  readonly looks: ReadonlyMap<string, Pick<LookResult, 'facts' | 'judgement' | 'atMs'>>;
};
