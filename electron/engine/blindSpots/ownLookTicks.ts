import type { Scrapes } from '../../../shared/analysis/blindSpots/seen';
import type { Discovered } from '../../../shared/model/component';
import { foundOfKind } from '../../../shared/model/objectsOf';
import { isKsmFacts } from '../probers/kube-state-metrics/facts';
import { kubeStateMetricsProber } from '../probers/kube-state-metrics/prober';
import type { LookResult } from '../probers/prober';
import { scrapesOf } from './ksmScrapes';
import { KEPT_MS } from './podLog';

/** The program's own looks at kube-state-metrics: what stands in for scrapes where there is no Prometheus. */
export class OwnLookTicks {
  #ticks: { readonly atMs: number; readonly ok: boolean }[] = [];

  /** After each look; `offsetMs`: the cluster's clock minus ours. */
  observe(discovered: readonly Discovered[], looks: ReadonlyMap<string, Pick<LookResult, 'facts'>>, offsetMs: number): void {
    const [found] = foundOfKind(discovered, 'kube-state-metrics');
    const look = found && looks.get(found.id);
    if (look === undefined || !isKsmFacts(look.facts) || look.facts.metrics === undefined) return;
    const atMs = look.facts.metrics.atMs + offsetMs;
    if (atMs <= (this.#ticks[this.#ticks.length - 1]?.atMs ?? 0)) return;
    this.#ticks.push({ atMs, ok: look.facts.metrics.state === 'ok' });
    if ((this.#ticks[0]?.atMs ?? 0) < atMs - KEPT_MS) this.#ticks = this.#ticks.filter((tick) => tick.atMs >= atMs - KEPT_MS);
  }

  /** Undefined before the first look. */
  scrapes(nowMs: number): Scrapes | undefined {
    if (this.#ticks.length === 0) return undefined;
    return scrapesOf(this.#ticks, this.#ticks.length === 1 ? kubeStateMetricsProber.periodMs : undefined, nowMs);
  }
}
