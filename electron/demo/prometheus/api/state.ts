import type { SeriesStorage } from '../../../../shared/promql/storage';
import type { ObjectStore } from '../../objects';
import type { PrometheusConfig } from '../config/config';
import type { RuleEvaluator } from '../rules/evaluator';
import type { Notifier } from '../rules/notifier';
import type { Scraper } from '../scrape/scraper';
import type { Head } from '../tsdb/head';

/** What queries read. */
export interface QueryState extends Pick<ApiState, 'nowMs' | 'evaluationIntervalMs'> {
  readonly head: SeriesStorage;
}

/** What the HTTP API and the own metrics read. */
export interface ApiState {
  readonly nowMs: number;
  readonly startedMs: number;
  readonly ready: boolean;
  readonly head: Head;
  readonly scraper: Scraper;
  readonly rules: RuleEvaluator;
  readonly notifier: Notifier;
  readonly store: ObjectStore;
  readonly config: PrometheusConfig;
  readonly evaluationIntervalMs: number;
  /** Absent: it sends nothing to a remote storage. */
  readonly remoteBehindSeconds?: number;
  readonly reload: { readonly successful: boolean; readonly atMs: number };
}
