import { metricNames, type PrometheusSeries, resourcesOf } from './naming';
import { type GroupResource, isRootScoped, printResource } from './resources';
import type { Rule } from './rule';

export interface CustomMetric {
  readonly resource: GroupResource;
  readonly namespaced: boolean;
  readonly metric: string;
  readonly series: string;
  readonly rule: Rule;
}

export interface ExternalMetric {
  readonly metric: string;
  readonly series: string;
  readonly rule: Rule;
}

/** What the last successful relist found. Of two rules that give the same metric the later one stands. */
export class Registry {
  private custom: ReadonlyMap<string, CustomMetric> = new Map();
  private external: ReadonlyMap<string, ExternalMetric> = new Map();

  clear(): void {
    this.custom = new Map();
    this.external = new Map();
  }

  customMetrics(): readonly CustomMetric[] {
    return [...this.custom.values()];
  }

  externalMetrics(): readonly ExternalMetric[] {
    return [...this.external.values()];
  }

  findCustom(resource: GroupResource, namespaced: boolean, metric: string): CustomMetric | undefined {
    return this.custom.get(keyOf(resource, namespaced, metric));
  }

  findExternal(metric: string): ExternalMetric | undefined {
    return this.external.get(metric);
  }

  setCustom(found: readonly { rule: Rule; series: readonly PrometheusSeries[] }[]): void {
    const metrics = new Map<string, CustomMetric>();
    for (const { rule, series } of found) {
      const nameOf = metricNames(rule);
      for (const one of series)
        for (const metric of customOf(rule, one, nameOf(one.name)))
          metrics.set(keyOf(metric.resource, metric.namespaced, metric.metric), metric);
    }
    this.custom = metrics;
  }

  setExternal(found: readonly { rule: Rule; series: readonly PrometheusSeries[] }[]): void {
    const metrics = new Map<string, ExternalMetric>();
    for (const { rule, series } of found) {
      const nameOf = metricNames(rule);
      for (const { name } of series) {
        const metric = nameOf(name);
        if (metric !== undefined) metrics.set(metric, { metric, series: name, rule });
      }
    }
    this.external = metrics;
  }
}

function keyOf(resource: GroupResource, namespaced: boolean, metric: string): string {
  return `${printResource(resource)}/${namespaced}/${metric}`;
}

function customOf(rule: Rule, series: PrometheusSeries, metric: string | undefined): readonly CustomMetric[] {
  if (metric === undefined) return [];
  const { resources, namespaced } = resourcesOf(rule, series.labels);
  return resources.map((resource) => ({ resource, namespaced: namespaced && !isRootScoped(resource), metric, series: series.name, rule }));
}
