import { defineProber } from '../prober';
import { targetSeen } from '../prometheus/seenTarget';
import { nextReads, readOf } from '../reads';
import { askMetrics } from '../requestTo';
import { type ExporterFacts, isExporterFacts, readLook } from './facts';
import { judgeExporter } from './judge';

/** node-exporter, Pushgateway, applications and collectors: do they answer, with how much, since when. */
export const exporterProber = defineProber<ExporterFacts>({
  name: 'exporters and applications',
  kinds: ['node-exporter', 'pushgateway', 'app', 'opentelemetry-collector'],
  periodMs: 30_000,
  requests: [
    {
      request: 'GET /metrics (service or pod proxy)',
      proves: 'it answers with an exposition that parses; of node-exporter: load, memory, disks and network of its node',
      cost: 'its exposition: node-exporter 90 KiB, an application a few KiB; none where there are too many',
    },
  ],
  async probe(look, found, signal) {
    const kept = look.factsOf(found.id);
    const before = isExporterFacts(kept) ? kept.node : undefined;
    if (look.depth === 'bulk')
      return { of: 'exporter', depth: 'bulk', target: targetSeen(look, found), node: nextReads(before, undefined) };
    const metrics = await askMetrics(look, found, readLook, signal);
    const node = nextReads(
      before,
      readOf(metrics, (value) => value.node),
    );
    return { of: 'exporter', depth: 'whole', metrics, node };
  },
  judge: judgeExporter,
});
