import type { AdapterConfig } from '../../../shared/adapter/rules';
import type { Proven } from '../../../shared/analysis/gaps/causes/table';
import { rangeAdvice } from '../../../shared/analysis/gaps/cost';
import type { RuleQuery } from '../../../shared/analysis/gaps/readers';
import type { GapScene } from '../../../shared/analysis/gaps/scene';
import type { GapCost, GapDetail } from '../../../shared/contract/gaps';
import type { Result } from '../../../shared/model/result';
import type { ClusterPort } from '../cluster/port';
import { toReportEvidence } from '../session/reportEvidence';
import { askAdapter } from './adapterWindows';
import { askNames, askRules, customMetrics, gapCost, hpasOf } from './gapCost';
import type { GapReader } from './gapReader';
import type { GapSession } from './gapSession';
import type { Scan, ScannedGap, ScannedTarget } from './scan';
import { REPORT_NAMES } from './scrapeStore';

/** Samples shown on each side of a gap. */
const SIDES_MS = 120_000;

type ProvenGap = Proven & Pick<GapScene, 'fromMs' | 'toMs' | 'openBefore' | 'openAfter' | 'missed' | 'intervalMs'>;

export interface FoundGap {
  readonly gap: ScannedGap;
  readonly target: ScannedTarget;
}

export function findGap(scan: Scan, id: string): FoundGap | undefined {
  for (const target of scan.targets) {
    const gap = target.gaps.find((each) => each.id === id);
    if (gap !== undefined) return { gap, target };
  }
  return undefined;
}

/** What is known of a gap without asking anybody. */
export function gapDetail({ gap, target: { known } }: FoundGap): GapDetail {
  const { url, name } = known.target;
  return { id: gap.id, key: gap.key, name, job: known.job, ...(url === undefined ? {} : { url }), ...provenDetail(gap) };
}

/** Of a gap that is no target's: what it cost is a sentence. */
export function scraperGapDetail(gap: ScannedGap, name: string, unknown: string): GapDetail {
  return { id: gap.id, key: gap.key, name, job: '', ...provenDetail(gap), cost: { rates: [], rules: [], hpas: [], unknown } };
}

/** Times, cause, proof and advice of a gap, of a target or of one series. */
export function provenDetail(gap: ProvenGap): Omit<GapDetail, 'id' | 'key' | 'name' | 'job'> {
  const { cause, because, remedy, fromMs, toMs, openBefore, openAfter, missed, intervalMs, evidence } = gap;
  return {
    cause,
    because,
    fromMs,
    toMs,
    openBefore,
    openAfter,
    missed,
    intervalMs,
    evidence: evidence.map(toReportEvidence),
    ...(remedy === undefined ? {} : { remedy }),
    advice: `${openBefore || openAfter ? 'It is longer than what was seen of it; so far ' : ''}${rangeAdvice([gap], intervalMs)}`,
  };
}

/** The samples around the gap, kept as an answer that can be opened; PromQL for a Prometheus' own page. */
export async function proveGap(
  { gap, target: { known } }: FoundGap,
  reader: GapReader,
  session: GapSession,
  signal: AbortSignal,
): Promise<Pick<GapDetail, 'query' | 'answerId' | 'evidence'>> {
  const selector = `{__name__=~${JSON.stringify(REPORT_NAMES.join('|'))},job=${JSON.stringify(known.job)},instance=${JSON.stringify(known.target.instance)}}`;
  const span = { fromMs: gap.fromMs - SIDES_MS, toMs: gap.toMs + SIDES_MS };
  const answer = await reader.source.raw(selector, span, signal);
  const query = `${selector}[${Math.ceil((span.toMs - span.fromMs) / 1_000)}s] @ ${Math.round(span.toMs / 1_000)}`;
  const evidence = gap.evidence.map(toReportEvidence);
  if (!answer.ok) return { query, evidence };
  const answerId = session.answers.keep(answer.value.answer);
  // The same samples were read before together with those of other targets: this answer is small enough to be looked at.
  const { request } = answer.value.answer;
  return {
    query,
    answerId,
    evidence: evidence.map((each) => (each.answerId === undefined && isOfSamples(each) ? { ...each, answerId, request } : each)),
  };
}

function isOfSamples({ says }: { readonly says: string }): boolean {
  return /\bup [01]\b|process_start_time_seconds|scrape_samples/.test(says);
}

interface CostlyGap {
  readonly gap: Pick<ScannedGap, 'fromMs' | 'toMs' | 'intervalMs'>;
  readonly target: { readonly known: Pick<ScannedTarget['known'], 'key' | 'labels' | 'target'> };
}

/** What was asked is good for so long. */
const ASKED_MS = 60_000;

interface Asked<T> {
  readonly atMs: number;
  readonly answer: Result<T, string>;
}

/** Asked once for several gaps: rules change seldom. */
export class CostAsk {
  private rules: Asked<readonly RuleQuery[]> | undefined;
  private adapter: Asked<AdapterConfig> | undefined;
  private readonly names = new Map<string, ReadonlySet<string> | undefined>();

  constructor(
    private readonly reader: Pick<GapReader, 'source' | 'samplesOf' | 'windowRule'>,
    private readonly session: Pick<GapSession, 'discovered' | 'inventory' | 'clockOffsetMs'>,
    private readonly port: Pick<ClusterPort, 'send'>,
    private readonly nowMs: () => number,
  ) {}

  async costOf({ gap, target: { known } }: CostlyGap, signal: AbortSignal): Promise<GapCost> {
    const { source } = this.reader;
    this.rules = this.fresh(this.rules) ?? { atMs: this.nowMs(), answer: await askRules(source, this.session.clockOffsetMs, signal) };
    if (!this.names.has(known.key)) this.names.set(known.key, await askNames(source, known.target, signal));
    const { hpas } = this.session.inventory;
    const adapter = hpasOf(known.target, hpas).some((hpa) => customMetrics(hpa).length > 0) ? await this.askedAdapter(signal) : undefined;
    return gapCost({
      gap,
      target: known.target,
      labels: known.labels,
      samplesMs: this.reader.samplesOf(known.key),
      rule: this.reader.windowRule,
      rules: this.rules.answer,
      names: this.names.get(known.key),
      hpas,
      ...(adapter === undefined ? {} : { adapter }),
    });
  }

  private async askedAdapter(signal: AbortSignal): Promise<Result<AdapterConfig, string>> {
    this.adapter = this.fresh(this.adapter) ?? { atMs: this.nowMs(), answer: await askAdapter(this.session, this.port, signal) };
    return this.adapter.answer;
  }

  private fresh<T>(asked: Asked<T> | undefined): Asked<T> | undefined {
    return asked !== undefined && this.nowMs() - asked.atMs <= ASKED_MS ? asked : undefined;
  }
}
