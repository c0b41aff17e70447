import type { GapMark } from '../../../shared/contract/gaps';
import type { Health } from '../../../shared/model/health';

type Cause = GapMark['cause'];

/** How a gap is drawn: one colour for causes of a kind, the word says which. */
export type CauseFamily = 'down' | 'slow' | 'refused' | 'gone' | 'stopped' | 'unknown';

export const CAUSE_FAMILIES: readonly CauseFamily[] = ['down', 'slow', 'refused', 'gone', 'stopped', 'unknown'];

const FAMILY: Readonly<Record<Cause, CauseFamily>> = {
  'producer-slower': 'unknown',
  'remote-behind': 'stopped',
  'scraper-restarted': 'stopped',
  'clock-jumped': 'stopped',
  'scraper-starved': 'stopped',
  'pod-replaced': 'gone',
  'node-not-ready': 'down',
  'kubelet-restarted': 'down',
  'target-restarted': 'down',
  'limit-exceeded': 'refused',
  'scrape-too-slow': 'slow',
  'target-down': 'down',
  'discovery-lost': 'gone',
  'series-flap': 'gone',
  rejected: 'refused',
  'series-vanished': 'gone',
  unknown: 'unknown',
};

export function familyOf(cause: Cause): CauseFamily {
  return FAMILY[cause];
}

/** The glyph beside the word. */
export const FAMILY_STATE: Readonly<Record<CauseFamily, Health>> = {
  down: 'broken',
  slow: 'degraded',
  refused: 'denied',
  gone: 'stale',
  stopped: 'unknown',
  unknown: 'unknown',
};
