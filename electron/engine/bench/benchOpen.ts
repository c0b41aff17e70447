import { z } from 'zod';
import type { Seen, WhyTargets } from '../../../shared/analysis/why/scene';
import type { BenchAnswer } from '../../../shared/contract/bench';
import { failed, ok, type Result } from '../../../shared/model/result';
import type { Passage } from '../../../shared/relabel/outcome';
import { historySources } from '../charts/sources';
import type { ClusterPort } from '../cluster/port';
import { askedPrometheus, askJson, readTargets } from '../why/prometheus';
import { type BenchScrape, readScrapes } from './benchConfig';
import type { BenchSession } from './jobSeries';
import { configHome, monitorOf } from './rulesHome';
import type { ReadRules } from './rulesText';

/** What was read when the workbench was opened. */
export interface OpenBench {
  readonly prometheus: string;
  readonly request: string;
  readonly scrapes: readonly BenchScrape[];
  readonly targets: Seen<WhyTargets>;
  readonly shown: Extract<BenchAnswer, { state: 'opened' }>;
  /** The cluster's own rules by job and kind, once they were read. */
  readonly own: Map<string, OwnRules>;
}

export interface OwnRules {
  readonly read: ReadRules;
  readonly passage: Passage;
}

export interface OpenTrouble {
  readonly says: string;
  readonly remedy: string;
}

const FIND_ONE = 'Name the Prometheus that there is (settings, direct URLs, or --endpoint), or look at its card on the map.';
const READ_IT = 'Look at the card of Prometheus on the map: what it answers, and what you may read.';

/** Rules and targets of the first Prometheus that answers, and where its configuration lives: three requests. */
export async function openBench(
  session: BenchSession,
  port: Pick<ClusterPort, 'send'>,
  nowMs: number,
  signal: AbortSignal,
): Promise<Result<OpenBench, OpenTrouble>> {
  const { name = '', source } = askedPrometheus(session, port);
  const [first] = historySources(session.discovered, session.looks);
  if (first === undefined) return failed({ says: 'no Prometheus was found in this cluster', remedy: FIND_ONE });
  if (!source.ok) return failed({ says: `${name} cannot be asked for its rules: ${source.error}`, remedy: READ_IT });
  const [config, targets, home] = await Promise.all([
    askJson(source.value, '/api/v1/status/config', z.object({ yaml: z.string() }), signal),
    readTargets(source.value, signal),
    configHome(first.found, port, signal),
  ]);
  if (config.state === 'unseen')
    return failed({ says: `the configuration of ${name} could not be read: ${config.because}`, remedy: READ_IT });
  const scrapes = readScrapes(config.value.yaml);
  if (!scrapes.ok) return failed({ says: `${name}: ${scrapes.error}`, remedy: READ_IT });
  const countOf = (list: readonly { readonly job: string }[], job: string) => list.filter((each) => each.job === job).length;
  const seen = targets.state === 'seen' ? targets.value : { active: [], dropped: [] };
  const jobs = scrapes.value.map((scrape) => ({
    name: scrape.name,
    intervalMs: scrape.intervalMs,
    active: countOf(seen.active, scrape.name),
    dropped: countOf(seen.dropped, scrape.name),
    metric: { ...scrape.rules.metric },
    target: { ...scrape.rules.target },
    ...(scrape.of === 'remote-write' ? { write: { ...scrape.rules.write } } : {}),
    limits: scrape.limits,
    home: monitorOf(scrape.name) ?? home,
  }));
  const { request = '' } = config.proof;
  const unseen = targets.state === 'unseen' ? { targetsUnseen: targets.because } : {};
  const shown = { state: 'opened', prometheus: name, request, jobs, ...unseen, atMs: nowMs } as const;
  return ok({ prometheus: name, request, scrapes: scrapes.value, targets, shown: { ...shown, jobs: [...jobs] }, own: new Map() });
}
