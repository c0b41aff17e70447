import type { PrometheusFacts } from './facts';

/** What its counters did since the look before. */
export interface Rates {
  /** Per second. */
  readonly samples?: number;
  readonly queries?: number;
  /** How many more; undefined at the first look and after a restart. */
  readonly alertsSent?: number;
  readonly alertsFailed?: number;
}

/** A counter that fell means a restart: then there is no rate. */
export function ratesOf({ counters, before }: PrometheusFacts): Rates {
  if (counters?.state !== 'ok' || !before || counters.atMs <= before.atMs) return {};
  const seconds = (counters.atMs - before.atMs) / 1000;
  const { value: now } = counters;
  const { counters: then } = before;
  const perSecond = (grown: number | undefined) => (grown === undefined ? undefined : grown / seconds);
  return {
    samples: perSecond(grownBy(now.samplesAppended, then.samplesAppended)),
    queries: perSecond(grownBy(now.queries, then.queries)),
    alertsSent: grownBy(now.alertsSent, then.alertsSent),
    alertsFailed: grownBy(now.alertsFailed, then.alertsFailed),
  };
}

function grownBy(now: number | undefined, then: number | undefined): number | undefined {
  return now === undefined || then === undefined || now < then ? undefined : now - then;
}
