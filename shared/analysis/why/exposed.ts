import { knownFamilies } from '../../knowledge/metricCatalogue';
import { mayHave, plural, seriesText } from './labels';
import type { WhyQuestion, WhyScene, WhySource } from './scene';
import { cannotTell, lost, passed, type Stage } from './stage';

type Labels = Readonly<Record<string, string>>;

/** A source whose series could be the ones asked for. */
export interface Traveller {
  readonly source: WhySource;
  readonly series: readonly { readonly labels: Labels }[];
}

/** Those that expose it; where none does, those that could not be read and should: nothing is known of their series. */
export function travellersOf({ sources }: WhyScene, { metric, labels }: WhyQuestion): readonly Traveller[] {
  const exposing = sources.flatMap((source) => {
    const series = source.exposition.state === 'seen' ? source.exposition.value.series.filter((one) => mayHave(one.labels, labels)) : [];
    return series.length === 0 ? [] : [{ source, series }];
  });
  if (exposing.length > 0) return exposing;
  const kinds = new Set(knownFamilies(metric).map(({ component }) => component));
  return sources.flatMap((source) => (source.exposition.state === 'unseen' && kinds.has(source.kind) ? [{ source, series: [] }] : []));
}

/** Does a source say it now? Which of those that could do, and the line of one: of `shown` where that is one of them. */
export function exposed(
  scene: WhyScene,
  question: WhyQuestion,
  travellers: readonly Traveller[],
  shown?: Pick<WhySource, 'id' | 'path'>,
): Stage {
  const exposing = travellers.filter(({ series }) => series.length > 0);
  const one = exposing.find(({ source }) => source.id === shown?.id && source.path === shown.path) ?? exposing[0];
  if (one === undefined) return notExposed(scene, question);
  const count = plural(
    exposing.reduce((sum, { series }) => sum + series.length, 0),
    'series',
    'series',
  );
  const says = `${whoExposes(scene, exposing, one)}: ${count}`;
  const { exposition } = one.source;
  if (exposition.state !== 'seen') return passed(says);
  const { first: line } = exposition.value;
  return passed(says, line === undefined ? exposition.proof : { ...exposition.proof, line: line.line, says: line.text });
}

/** "cAdvisor n2, and 2 of 3 in all, not cAdvisor n3". */
function whoExposes({ sources }: WhyScene, exposing: readonly Traveller[], { source }: Traveller): string {
  const peers = sources.filter((each) => exposing.some((other) => isPeer(each, other.source)));
  if (peers.length === 1) return source.name;
  const silent = peers.filter((each) => each.exposition.state === 'seen' && !exposing.some((other) => other.source === each));
  const unread = peers.filter(({ exposition }) => exposition.state === 'unseen');
  return [
    `${source.name} (shown), ${exposing.length} of ${peers.length} sources in all`,
    ...(silent.length === 0 ? [] : [`not ${someNames(silent)}`]),
    ...(unread.length === 0 ? [] : [`not read: ${someNames(unread)}`]),
  ].join(', ');
}

/** Another of the same program, asked on the same path. Applications are programs of their own. */
function isPeer(a: WhySource, b: WhySource): boolean {
  return a === b || (a.kind === b.kind && a.path === b.path && a.kind !== 'app');
}

const MOST_NAMES = 3;

function someNames(sources: readonly WhySource[]): string {
  const names = sources.slice(0, MOST_NAMES).map(({ name }) => name);
  const more = sources.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function notExposed({ sources }: WhyScene, { metric, labels }: WhyQuestion): Stage {
  const seen = sources.flatMap((source) => (source.exposition.state === 'seen' ? [{ source, ...source.exposition }] : []));
  const other = seen.find(({ value }) => value.series.length > 0);
  if (other !== undefined) {
    const example = seriesText(metric, other.value.series[0]?.labels ?? {});
    const says = `${other.source.name} exposes it, but no series has ${seriesText('', labels)}: ${example}`;
    return lost(says, 'Take labels that the series has.', other.proof);
  }
  const empty = seen.find(({ value }) => value.described);
  if (empty !== undefined) {
    const { because, name } = empty.source;
    const why = because === undefined ? 'there is nothing to tell' : because;
    return lost(`${name} describes it and has no series of it: ${why}`, remedyOfEmpty(empty.source), empty.proof);
  }
  return byCatalogue(sources, metric);
}

function remedyOfEmpty({ kind, because }: WhySource): string {
  if (because !== undefined) return `Repair ${kind} first: ${because}.`;
  return kind === 'kube-state-metrics'
    ? 'Look whether there are such objects, and whether it may list them.'
    : 'Look at what it measures: there may be nothing yet.';
}

/** Nobody has the family: who should? */
function byCatalogue(sources: readonly WhySource[], metric: string): Stage {
  const rows = knownFamilies(metric);
  const kinds = new Set(rows.map(({ component }) => component));
  const should = sources.filter(({ kind }) => kinds.has(kind));
  const [row] = rows;
  const unread = (should.length > 0 ? should : sources).flatMap(({ name, exposition }) =>
    exposition.state === 'unseen' ? [`${name}: ${exposition.because}`] : [],
  );
  if (unread.length > 0 && unread.length === (should.length > 0 ? should : sources).length)
    return cannotTell(`its source could not be read: ${unread[0]}`);
  if (row === undefined) return lost('no source exposes it', 'Look whether the application is up and exposes it.');
  if (should.length === 0 && ![...kinds].some((kind) => kind.startsWith('any ')))
    return lost(`no ${row.component} was found in this cluster`, `Install ${row.component}, or name it where it is not recognised.`);
  const proof = should.find(({ exposition }) => exposition.state === 'seen')?.exposition;
  const needs = row.needs === undefined ? '' : row.component === 'cadvisor' ? ` (option group ${row.needs})` : ` (${row.needs})`;
  const trouble = should.find(({ because }) => because !== undefined)?.because;
  const says = `${should[0]?.name ?? row.component} does not expose it${needs}${trouble === undefined ? '' : `: ${trouble}`}`;
  return lost(says, remedyOf(row.component, row.needs), proof?.state === 'seen' ? proof.proof : undefined);
}

function remedyOf(component: string, needs: string | undefined): string {
  if (component === 'cadvisor')
    return `The kubelet leaves some groups out; a standalone cAdvisor has it with --enable_metrics=${needs ?? 'GROUP'}.`;
  if (needs?.includes('opt-in')) return 'Name it in --metric-opt-in-list of kube-state-metrics.';
  if (component === 'kube-state-metrics')
    return `Look at --resources, --metric-allowlist and --metric-denylist${needs === undefined ? '' : ` (resource ${needs})`}.`;
  return 'Compare its version with the one in the catalogue, and its flags.';
}
