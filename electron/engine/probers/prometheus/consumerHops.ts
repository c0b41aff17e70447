import { ofKind } from '../byKind';
import type { HopJudgement, JudgeContext } from '../prober';
import type { PrometheusFacts } from './facts';
import type { Rates } from './rates';

/** prometheus -> alertmanager: whether one is configured and reached, and whether what was sent arrived. */
export function alertHops({ alertmanagers, counters }: PrometheusFacts, rates: Rates, context: JudgeContext): HopJudgement[] {
  if (!alertmanagers || alertmanagers.state === 'absent') return [];
  const base = { from: context.found.card, to: 'alertmanager', evidence: alertmanagers.evidence };
  if (alertmanagers.state !== 'ok') return [{ ...base, health: 'unknown', because: `cannot be seen: ${alertmanagers.because}` }];
  if (alertmanagers.value.length === 0) return [{ ...base, health: 'absent', because: 'this Prometheus has no Alertmanager configured' }];
  const own = counters?.state === 'ok' ? counters.value : undefined;
  // Before two looks only the counts since it started are there.
  const sent = rates.alertsSent ?? own?.alertsSent ?? 0;
  const lost = rates.alertsFailed ?? own?.alertsFailed ?? 0;
  if (lost === 0 || sent > lost) return [{ ...base, health: 'ok' }];
  const since = rates.alertsFailed === undefined ? 'since it started' : 'since the last look';
  return [{ ...base, health: 'broken', because: `${lost} alerts failed or were dropped ${since}, ${sent} sent` }];
}

/** Nobody tells who asks; that somebody does is concluded from the query counters, so a dashboard's hop is inferred. */
export function dashboardHops({ counters }: PrometheusFacts, rates: Rates, context: JudgeContext): HopJudgement[] {
  if (rates.queries === undefined || ofKind(context.discovered, 'dashboard').length === 0) return [];
  const base = { from: context.found.card, to: 'dashboard', inferred: true, evidence: counters?.evidence ?? [] };
  return [
    rates.queries > 0
      ? { ...base, health: 'ok', because: `somebody asks: ${rates.queries.toFixed(2)} queries/s, by its own counters` }
      : { ...base, health: 'unknown', because: 'nobody has asked since the last look' },
  ];
}
