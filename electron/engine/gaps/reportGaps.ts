import { formatDuration } from '../../../shared/model/format';
import type { Report } from '../../../shared/report/schema';
import { chartSource, historySources } from '../charts/sources';
import type { Clock } from '../clock';
import type { ClusterPort } from '../cluster/port';
import { toReportEvidence, toTime } from '../session/reportEvidence';
import { CostAsk } from './gapDetail';
import type { GapMemory } from './gapMemory';
import { GapReader } from './gapReader';
import type { GapSession } from './gapSession';
import { lostHistoryOf } from './lostHistory';
import { ownGaps } from './ownGaps';
import type { Scan, ScannedGap, ScannedTarget } from './scan';
import { gapSource } from './source';

type ReportGap = Report['gaps'][number];

/** Gaps of a Report: the worst; costs are asked for as many. */
const MOST_GAPS = 500;
const MOST_COSTS = 50;
const NO_COST: ReportGap['cost'] = { windows: [], rules: [], hpas: [] };

export interface ReportGapParts {
  readonly session: GapSession;
  readonly port: Pick<ClusterPort, 'send'>;
  readonly clock: Clock;
  readonly memory: GapMemory;
}

export interface ReadGaps {
  readonly gaps: readonly ReportGap[];
  /** Which source answered, or why none did: a sentence. */
  readonly says: string;
}

/** The gaps of the last `lengthMs`, out of the first Prometheus that answers, else of own looks. */
export async function reportGaps(
  { session, port, clock, memory }: ReportGapParts,
  lengthMs: number,
  signal: AbortSignal,
): Promise<ReadGaps> {
  const span = { fromMs: clock.now() - lengthMs, toMs: clock.now() };
  const history = historySources(session.discovered, session.looks).find(({ endpoint }) => endpoint !== undefined);
  if (history?.endpoint === undefined) {
    const scan = ownGaps(session, span, clock.now());
    return { gaps: await gapsOf(scan, undefined, signal), says: 'gaps: no Prometheus can be asked; these are gaps in own looks' };
  }
  const { name } = chartSource(history);
  const nowMs = () => clock.now();
  const source = gapSource(port, history.endpoint, name, session.clockOffsetMs);
  const reader = new GapReader({ source, session, memory, nowMs, history: () => history });
  const reading = await reader.read(span, [], signal, () => undefined);
  if (!reading.ok) return { gaps: [], says: `gaps: ${name} did not tell: ${reading.error.says}. ${reading.error.remedy}` };
  const { scan, partial } = reading.value;
  const lost = lostHistoryOf(scan, history, session, nowMs());
  const found = await gapsOf(scan, new CostAsk(reader, session, port, nowMs), signal);
  const gaps = lost === undefined ? found : [{ ...reportGap(lost), cost: NO_COST }, ...found];
  const but = partial === undefined ? '' : `; ${partial.says}. ${partial.remedy}`;
  return { gaps, says: `gaps: ${gaps.length} in the last ${formatDuration(lengthMs / 1_000)}, read from ${name}${but}` };
}

/** A time in which nothing was scraped is one gap without a target. */
async function gapsOf(scan: Scan, costs: CostAsk | undefined, signal: AbortSignal): Promise<readonly ReportGap[]> {
  const found = scan.targets.flatMap((target) => target.gaps.filter(({ ofAll }) => !ofAll).map((gap) => ({ gap, target })));
  const worst = found.sort((a, b) => b.gap.missed - a.gap.missed).slice(0, MOST_GAPS);
  const gaps: ReportGap[] = scan.stops.map(({ fromMs, toMs, gap }) => ({
    ...reportGap({ ...gap, fromMs, toMs }),
    cost: NO_COST,
  }));
  for (const [i, each] of worst.entries()) {
    const cost = costs === undefined || i >= MOST_COSTS ? undefined : await costs.costOf(each, signal);
    gaps.push({
      ...reportGap(each.gap, each.target),
      cost: {
        windows: (cost?.rates ?? [])
          .filter(({ lost }) => lost > 0)
          .map(({ range, lost, evaluations }) => `[${range}]: ${lost} of ${evaluations} without a value`),
        rules: (cost?.rules ?? []).map(({ name, kind, evaluations }) => `${name} (${kind}, ${evaluations} times)`),
        hpas: (cost?.hpas ?? []).map(({ name, says }) => `${name}: ${says}`),
      },
    });
  }
  return gaps;
}

function reportGap(gap: ScannedGap, target?: ScannedTarget): Omit<ReportGap, 'cost'> {
  const { known } = target ?? {};
  return {
    ...(known === undefined ? {} : { target: `${known.job}/${known.target.instance}` }),
    from: toTime(gap.fromMs),
    ...(gap.openAfter ? {} : { to: toTime(gap.toMs) }),
    missed: gap.missed,
    intervalSeconds: gap.intervalMs / 1_000,
    cause: gap.cause,
    because: gap.because,
    evidence: gap.evidence.map(toReportEvidence),
  };
}
