import { compareHealth, type Health, worstHealth } from '../../model/health';
import type { HpaMetric, Inventory } from '../../model/inventory';
import type { HopJudgement } from '../../model/judgement';
import type { ReportComponent, ReportEdge } from '../../report/schema';
import { type EdgePair, isApi, serves } from './edgePairs';
import { toReportEvidence } from './graphEvidence';
import { NOT_LOOKED_YET } from './members';

export interface EdgeSurroundings {
  /** Components by card id, as far as they have a health of their own. */
  readonly component: (cardId: string) => ReportComponent | undefined;
  /** What serves this API, in words: "external-adapter keda". */
  readonly serversOf: (cardId: string) => string;
  readonly inventory: Inventory;
}

/** The edge as the looks at both ends judged it, or why nobody did. */
export function toEdge(pair: EdgePair, around: EdgeSurroundings): ReportEdge {
  const { from, to, pipeline, carries } = pair;
  const base = { from: from.id, to: to.id, pipeline, carries };
  const period = pair.periodSeconds === undefined ? {} : { periodSeconds: pair.periodSeconds };
  if (pair.judgements.some((judgement) => judgement.health !== 'unknown'))
    return { ...base, ...period, ...mergeJudgements(pair.judgements) };
  const quiet = withoutJudgement(pair, around);
  return {
    ...base,
    ...period,
    health: quiet.health,
    ...(quiet.because === undefined ? {} : { because: quiet.because }),
    ...(quiet.inferred ? { inferred: true } : {}),
    evidence: toReportEvidence(pair.judgements.flatMap((judgement) => judgement.evidence)),
  };
}

type Merged = Pick<
  ReportEdge,
  'health' | 'because' | 'inferred' | 'periodSeconds' | 'ageSeconds' | 'lagSeconds' | 'expected' | 'missed' | 'evidence'
>;

/** The worst health with its reason, the oldest age, the longest lag and period; expected and missed added up. */
export function mergeJudgements(judgements: readonly HopJudgement[]): Merged {
  const worst = [...judgements].sort((a, b) => compareHealth(a.health, b.health));
  const health = worstHealth(judgements.map((judgement) => judgement.health));
  const same = worst.filter((judgement) => judgement.health === health);
  const reason = same.find((judgement) => judgement.because !== undefined)?.because;
  const count = judgements.length > 1 && health !== 'ok' ? `${same.length} of ${judgements.length}: ` : '';
  const because = reason === undefined ? (health === 'ok' ? undefined : `${count}${health}`) : `${count}${reason}`;
  return {
    health,
    ...(because === undefined ? {} : { because }),
    ...(judgements.every((judgement) => judgement.inferred === true) ? { inferred: true } : {}),
    ...largest('periodSeconds', judgements),
    ...largest('ageSeconds', judgements),
    ...largest('lagSeconds', judgements),
    ...added('expected', judgements),
    ...added('missed', judgements),
    evidence: toReportEvidence(worst.flatMap((judgement) => judgement.evidence)),
  };
}

type Measure = 'periodSeconds' | 'ageSeconds' | 'lagSeconds' | 'expected' | 'missed';

function valuesOf(measure: Measure, judgements: readonly HopJudgement[]): readonly number[] {
  return judgements.flatMap((judgement) => judgement[measure] ?? []);
}

function largest(measure: Measure, judgements: readonly HopJudgement[]): Partial<Record<Measure, number>> {
  const values = valuesOf(measure, judgements);
  return values.length === 0 ? {} : { [measure]: values.reduce((a, b) => Math.max(a, b)) };
}

function added(measure: Measure, judgements: readonly HopJudgement[]): Partial<Record<Measure, number>> {
  const values = valuesOf(measure, judgements);
  return values.length === 0 ? {} : { [measure]: values.reduce((a, b) => a + b, 0) };
}

interface Quiet {
  readonly health: Health;
  readonly because?: string;
  readonly inferred?: boolean;
}

function withoutJudgement(pair: EdgePair, around: EdgeSurroundings): Quiet {
  const { from, to } = pair;
  const consumer = around.component(to.id);
  const producer = around.component(from.id);
  for (const end of [producer, consumer]) {
    if (end?.health === 'absent') return { health: 'absent', because: `${end.name} absent: ${end.because ?? 'not found'}` };
  }
  // Without its registration nobody knows who serves it: that it is nobody was not seen.
  if (pair.carries === 'APIService' && isApi(to) && to.members.length > 0 && !serves(from, to)) {
    return { health: 'absent', because: `${to.title} is served by ${around.serversOf(to.id)}` };
  }
  const unused = unusedByHpas(pair, around.inventory);
  if (unused) return { health: 'absent', because: unused };
  const said = pair.judgements.find((judgement) => judgement.because !== undefined)?.because;
  if (said !== undefined) return { health: 'unknown', because: said };
  if (from.role === 'source' && to.role === 'agent' && consumer) return fromReader(consumer);
  if (consumer?.health === 'denied') return { health: 'denied', because: `${consumer.name}: ${consumer.because ?? 'denied'}` };
  const waiting = [producer, consumer].some((end) => end?.because?.includes(NOT_LOOKED_YET));
  return { health: 'unknown', because: waiting ? NOT_LOOKED_YET : 'no look told of this hop' };
}

/** A source is seen through who reads it: that it answers shows that it could read. */
function fromReader(reader: ReportComponent): Quiet {
  switch (reader.health) {
    case 'ok':
      return { health: 'ok', because: `${reader.name} answers with what it reads there`, inferred: true };
    case 'denied':
    case 'stale':
      return { health: reader.health, because: `seen only through ${reader.name}: ${reader.because ?? reader.health}`, inferred: true };
    default:
      return {
        health: 'unknown',
        because: `seen only through ${reader.name}, which is ${reader.health}: ${reader.because ?? ''}`.replace(/: $/, ''),
      };
  }
}

const READ_BY: Readonly<Record<string, { readonly types: readonly HpaMetric['type'][]; readonly what: string }>> = {
  'metrics-api': { types: ['Resource', 'ContainerResource'], what: 'CPU or memory' },
  'custom-metrics-api': { types: ['Pods', 'Object'], what: 'custom metrics' },
  'external-metrics-api': { types: ['External'], what: 'external metrics' },
};

/** An API that no HPA reads has no hop to them. */
function unusedByHpas(pair: EdgePair, inventory: Inventory): string | undefined {
  const reads = pair.to.id === 'hpa' ? READ_BY[pair.from.id] : undefined;
  if (!reads || inventory.hpas.length === 0) return undefined;
  const used = inventory.hpas.some((hpa) => hpa.metrics.some((metric) => reads.types.includes(metric.type)));
  return used ? undefined : `none of ${inventory.hpas.length} HPAs scales on ${reads.what}`;
}
