import type { GapTarget } from '../../../shared/analysis/gaps/scene';
import { formatCount, formatDuration } from '../../../shared/model/format';
import { failed, ok, type Result } from '../../../shared/model/result';
import { type WindowRule, windowRuleOf } from '../../../shared/promql/windowRule';
import type { AskTrouble } from '../charts/askTrouble';
import type { HistorySource } from '../charts/sources';
import { withSetBacks } from './clockSetBack';
import { clusterScene } from './clusterScene';
import type { GapMemory } from './gapMemory';
import type { GapSession } from './gapSession';
import { MOST_SAMPLES, planRead, type TargetCount } from './readPlan';
import { type Scan, scanTargets } from './scan';
import { askScraper } from './scraperFacts';
import { REPORT_NAMES, ScrapeStore } from './scrapeStore';
import { type GapSource, heeding, type RawSpan } from './source';
import { listedTargets } from './targets';

/** Samples of so many intervals before what was read last are read again: the newest come in late. */
const AGAIN_MS = 120_000;
const LONGEST_MS = 366 * 86_400_000;

export interface ReadParts {
  readonly source: GapSource;
  readonly history: () => HistorySource;
  readonly session: Pick<GapSession, 'discovered' | 'inventory' | 'clockOffsetMs'>;
  readonly memory: GapMemory;
  readonly nowMs: () => number;
}

export interface Reading {
  readonly scan: Scan;
  /** Set where most targets are only counted. */
  readonly counts?: readonly TargetCount[];
  /** Set where the source answered, and said that a part of it could not: what is missing may be kept. */
  readonly partial?: AskTrouble;
}

/** Reads one source's scrapes, remembers them, and finds the gaps in them. */
export class GapReader {
  private store = new ScrapeStore();
  /** By job: as sent. */
  private readonly requests = new Map<string, string>();
  private readTo: number | undefined;
  private readFrom = Number.POSITIVE_INFINITY;

  constructor(private readonly parts: ReadParts) {}

  get source(): GapSource {
    return this.parts.source;
  }

  /** Of the server that is asked. */
  get windowRule(): WindowRule {
    const { found, facts } = this.parts.history();
    const told = facts?.buildinfo?.state === 'ok' ? facts.buildinfo.value.version : undefined;
    return windowRuleOf(found.flavour === undefined ? told : undefined);
  }

  samplesOf(key: string): readonly number[] {
    return this.store.scrapesOf(key).flatMap(({ atMs, up }) => (up === 1 ? [atMs] : []));
  }

  /** `onStep` hears how many of how many queries have answered. */
  async read(
    span: RawSpan,
    inSight: readonly string[],
    signal: AbortSignal,
    onStep: (done: number, of: number) => void,
  ): Promise<Result<Reading, AskTrouble>> {
    const refusal = this.refusal(span);
    if (refusal !== undefined) return failed(refusal);
    const { session, memory } = this.parts;
    const { source, partial } = heeding(this.parts.source);
    const history = this.parts.history();
    const plan = await planRead(source, span, inSight, signal);
    if (!plan.ok) return plan;
    const { selectors, counts } = plan.value;
    const of = selectors.length + 2;
    onStep(1, of);
    if (counts !== undefined && selectors.length === 0 && counts.length > 0) return failed(tooMany(counts, span));
    // Which targets are read changes with what is in sight: those of the last time would seem to have ended then.
    if (counts !== undefined) this.store = new ScrapeStore();
    const part = counts === undefined ? this.missingPart(span) : span;
    for (const [i, selector] of selectors.entries()) {
      const answer = await source.raw(selector, part, signal);
      if (!answer.ok) return answer;
      this.store.add(answer.value.rows);
      for (const { labels } of answer.value.rows) this.requests.set(labels['job'] ?? '', answer.value.answer.request);
      onStep(i + 2, of);
    }
    // What a part did not tell is asked for again.
    if (partial() === undefined) this.remember(span);
    const startedMs = history.facts?.counters?.state === 'ok' ? history.facts.counters.value.startedMs : undefined;
    const remote = history.found.flavour !== undefined;
    const pod = podOf(history);
    const ask = { span, offsetMs: session.clockOffsetMs, startedMs, remote, ...(pod && { pod }) };
    const scraper = await askScraper(source, ask, signal);
    onStep(of, of);
    const targets = history.facts?.targets;
    const scan = scanTargets({
      store: this.store,
      listed: listedTargets(targets?.state === 'ok' ? targets.value : [], session.discovered),
      span,
      partial: counts !== undefined,
      errors: memory,
      scraper,
      cluster: (target: GapTarget) => clusterScene(target, session.inventory, memory, this.parts.nowMs()),
      request: (job) => this.requests.get(job) ?? '/api/v1/query',
      askedMs: this.parts.nowMs(),
    });
    const missing = partial();
    return ok({
      scan: withSetBacks(scan, scraper, this.parts.nowMs()),
      ...(counts === undefined ? {} : { counts }),
      ...(missing && { partial: missing }),
    });
  }

  private refusal({ fromMs, toMs }: RawSpan): AskTrouble | undefined {
    if (!(toMs > fromMs)) return { says: 'the end of the time asked for is not after its start', remedy: 'Choose a range.' };
    if (toMs - fromMs <= LONGEST_MS) return undefined;
    return { says: 'more than a year was asked for', remedy: 'Take a shorter range: a day shows every gap, scrape by scrape.' };
  }

  /** What was read before is not asked again, but for its newest end. */
  private missingPart({ fromMs, toMs }: RawSpan): RawSpan {
    if (this.readTo === undefined || fromMs < this.readFrom || this.readTo < fromMs) return { fromMs, toMs };
    return { fromMs: Math.max(fromMs, Math.min(this.readTo, toMs) - AGAIN_MS), toMs };
  }

  private remember({ fromMs, toMs }: RawSpan): void {
    this.store.forgetBefore(fromMs);
    this.readFrom = fromMs;
    this.readTo = toMs;
  }
}

/** Of two replicas it is not known which one answered. */
function podOf({ found: { namespace, pods } }: HistorySource): { readonly namespace: string; readonly name: string } | undefined {
  const [name] = pods;
  return name === undefined || namespace === undefined || pods.length !== 1 ? undefined : { namespace, name };
}

function tooMany(counts: readonly TargetCount[], { fromMs, toMs }: RawSpan): AskTrouble {
  const scrapes = counts.reduce((most, each) => Math.max(most, each.scrapes), 1);
  const fits = ((toMs - fromMs) / 1_000) * (MOST_SAMPLES / REPORT_NAMES.length / scrapes);
  return {
    says: `${formatCount(scrapes)} scrapes of one target lie in this time, and at most ${formatCount(MOST_SAMPLES / REPORT_NAMES.length)} are read one by one`,
    remedy: `Take ${formatDuration(fits)} or less.`,
  };
}
