/**
 * Whose rules hold at a window's beginning: since Prometheus 3 a sample exactly there is outside (windows and lookback are
 * open on the left), before it was inside.
 */
export type WindowRule = 'left-open' | 'closed';

/**
 * By the version that a Prometheus tells (/api/v1/status/buildinfo). Only what says that it is a 2 is read closed: what answers
 * like a Prometheus numbers itself otherwise (Mimir's weekly releases have no number at all) and follows the newer rule.
 */
export function windowRuleOf(version: string | undefined): WindowRule {
  return /^v?2\.\d+/.test(version ?? '') ? 'closed' : 'left-open';
}

/** The first time, exclusive, of a window of whole milliseconds that reaches `rangeMs` back from `atMs`. */
export function windowStart(atMs: number, rangeMs: number, rule: WindowRule): number {
  return atMs - rangeMs - (rule === 'closed' ? 1 : 0);
}
