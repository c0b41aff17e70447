import { counterRates, type Reads } from '../../../../shared/analysis/series/counterRate';
import { partOf } from '../../../../shared/analysis/series/histogramQuantile';
import { largestAndOthers, largestOf } from '../../../../shared/analysis/series/largest';
import type { ChartHead, ChartSample } from '../../../../shared/model/chart';
import { EXPORTER_CHARTS, NODE_EXPORTER_CHARTS } from '../../../../shared/model/charts';
import type { ComponentKind } from '../../../../shared/model/component';
import { formatBytes } from '../../../../shared/model/format';
import type { Observation } from '../../../../shared/model/observation';
import { lines, point } from '../chartSamples';
import type { ExporterFacts, ExpositionLook } from './facts';
import type { NodeCounts } from './nodeCounts';

type Asked = Extract<ExporterFacts, { readonly depth: 'whole' }>;

export function exporterSamples({ metrics, node }: Asked, kind: ComponentKind): readonly ChartSample[] {
  if (metrics?.state !== 'ok') return [];
  if (kind !== 'node-exporter') return answerSamples(metrics, EXPORTER_CHARTS);
  return [...(node?.now ? nodeSamples(node, node.now.value, node.now.atMs) : []), ...answerSamples(metrics, NODE_EXPORTER_CHARTS)];
}

function answerSamples(
  { value, durationMs, atMs }: Extract<Observation<ExpositionLook>, { readonly state: 'ok' }>,
  charts: { readonly series: ChartHead; readonly latency: ChartHead },
): readonly ChartSample[] {
  return [...point(charts.series, value.samples, atMs), ...point(charts.latency, durationMs / 1000, atMs)];
}

function nodeSamples(reads: Reads<NodeCounts>, now: NodeCounts, atMs: number): readonly ChartSample[] {
  const { load, cpus, memoryTotalBytes: total, memoryAvailableBytes: available } = now;
  const charts = NODE_EXPORTER_CHARTS;
  const allCpus = cpus > 0 ? { value: cpus, says: `one for each CPU, ${cpus}` } : undefined;
  const allMemory = total === undefined ? undefined : { value: total, says: `all of it, ${formatBytes(total)}` };
  return [
    ...lines(charts.load, load, atMs, allCpus),
    ...point(charts.memory, total === undefined || available === undefined ? undefined : total - available, atMs, allMemory),
    ...lines(charts.filesystem, largestAndOthers(now.filesystems, largestOf), atMs, { value: 1, says: 'full' }),
    ...lines(charts.disk, counterRates(partOf(reads, (counts) => counts.diskBytes)), atMs),
    ...lines(charts.network, counterRates(partOf(reads, (counts) => counts.networkBytes)), atMs),
  ];
}
