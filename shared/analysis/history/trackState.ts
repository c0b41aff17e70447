import type { TrackSegment } from '../../contract/engine';
import { CARDS, HOPS } from '../../model/architecture';
import type { Pipeline } from '../../model/component';
import type { Health } from '../../model/health';
import type { Report, ReportComponent, ReportEdge } from '../../report/schema';

/** What a pipeline is at one moment, and the card or hop that says so. */
export type TrackNow = Pick<TrackSegment, 'state' | 'subject' | 'because'>;

export const PIPELINES: readonly Pipeline[] = ['core', 'monitoring'];

type Seen = Pick<Report, 'components' | 'edges'>;
type Named = Pick<TrackNow, 'subject' | 'because'>;

const UNSEEN: readonly Health[] = ['denied', 'stale', 'unknown'];

/**
 * The state of one pipeline: broken or degraded as soon as one of its hops or cards is, ok when something of it was seen
 * and nothing is wrong, unseen when nothing was. The subject is the first along the flow: hops stand in the Report in that order.
 */
export function trackNow(report: Seen, pipeline: Pipeline): TrackNow {
  const edges = report.edges.filter((edge) => edge.pipeline === pipeline);
  const cards = report.components.filter((component) => pipelineOf(component) === pipeline);
  for (const state of ['broken', 'degraded'] as const) {
    const named = firstWith(edges, cards, [state]);
    if (named) return { state, ...named };
  }
  if (edges.some((edge) => edge.health === 'ok')) return { state: 'ok' };
  const unseen = firstWith(edges, cards, UNSEEN);
  if (unseen || edges.length === 0) return { state: 'unseen', ...unseen };
  return { state: 'absent' };
}

function firstWith(edges: readonly ReportEdge[], cards: readonly ReportComponent[], healths: readonly Health[]): Named | undefined {
  const edge = edges.find((each) => healths.includes(each.health));
  if (edge) return { subject: { kind: 'hop', from: edge.from, to: edge.to }, ...becauseOf(edge) };
  const card = cards.find((each) => healths.includes(each.health));
  return card && { subject: { kind: 'card', card: card.id }, ...becauseOf(card) };
}

function becauseOf({ because }: { readonly because?: string }): { because?: string } {
  return because === undefined ? {} : { because };
}

/** Sources have no health of their own, and both pipelines meet at the HPA: its hops tell which of them it is. */
function pipelineOf({ id }: ReportComponent): Pipeline | undefined {
  const card = CARDS.find((each) => each.id === baseOf(id));
  if (card === undefined) return 'monitoring';
  return card.role === 'source' || card.id === 'hpa' || card.shown === 'history' ? undefined : card.pipeline;
}

/** How far down the flow a subject is: hops in the order of the picture, then cards, then nothing named. */
export function flowRank(subject: TrackNow['subject']): number {
  if (subject === undefined) return HOPS.length + 2;
  if (subject.kind === 'card') return HOPS.length + 1;
  const at = HOPS.findIndex(({ from, to }) => from === baseOf(subject.from) && to === baseOf(subject.to));
  return at < 0 ? HOPS.length : at;
}

/** "prometheus:monitoring/k8s" is a second "prometheus". */
function baseOf(id: string): string {
  return id.split(':')[0] ?? id;
}
