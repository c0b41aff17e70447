import { z } from 'zod';
import { EACH } from '../../../../shared/json/fieldLines';
import { ALERTMANAGER_CHARTS as CHARTS } from '../../../../shared/model/charts';
import type { Observation } from '../../../../shared/model/observation';
import { point } from '../chartSamples';
import { podsFact, podsState } from '../podState';
import { defineProber, type JudgeContext, type Judgement } from '../prober';
import { readJson } from '../readAnswer';
import { askAnyWay, requestAt } from '../requestTo';
import { field, inFields } from '../showing';

const Status = z.object({
  versionInfo: z.object({ version: z.string() }).partial().optional(),
  cluster: z
    .object({ status: z.string(), peers: z.array(z.unknown()).nullish() })
    .partial()
    .optional(),
  uptime: z.string().optional(),
});
const Alerts = z.array(
  z.object({ labels: z.record(z.string(), z.string()), status: z.object({ state: z.string() }).partial().optional() }),
);

interface AlertmanagerFacts {
  readonly status?: Observation<z.infer<typeof Status>>;
  readonly alerts?: Observation<z.infer<typeof Alerts>>;
}

/** Alertmanager: does it answer, what fires in it, is its cluster together. */
export const alertmanagerProber = defineProber<AlertmanagerFacts>({
  name: 'alertmanager',
  kinds: ['alertmanager'],
  periodMs: 30_000,
  requests: [
    { request: 'GET /api/v2/status', proves: 'it answers; version, peers', cost: '1 KiB' },
    { request: 'GET /api/v2/alerts', proves: 'alerts that it holds', cost: '0.6 KiB an alert' },
  ],
  async probe(look, found, signal) {
    const status = await askAnyWay(look, found, { purpose: 'api', path: '/api/v2/status', parse: readJson(Status) }, signal);
    const alerts = status && (await look.get(requestAt(status.endpoint, '/api/v2/alerts'), readJson(Alerts), signal));
    return { status: status?.observation, alerts };
  },
  judge,
});

function judge({ status, alerts }: AlertmanagerFacts, context: JudgeContext): Judgement {
  const pods = podsState(context.found, context.inventory, context.nowMs);
  const firing = alerts?.state === 'ok' ? alerts.value.filter((alert) => alert.status?.state !== 'suppressed') : undefined;
  return {
    ...verdictOf(status, pods),
    version: status?.state === 'ok' ? (status.value.versionInfo?.version ?? context.found.version) : context.found.version,
    number: firing ? { value: firing.length, unit: 'alerts', label: 'firing' } : undefined,
    ageSeconds: alerts?.state === 'ok' ? Math.max(0, (context.nowMs - alerts.atMs) / 1000) : undefined,
    facts: [
      podsFact(pods),
      ...(firing
        ? [
            {
              label: 'alerts',
              value: firing.map((alert) => alert.labels['alertname'] ?? '?').join(', ') || 'none',
              evidence: inFields(alerts?.evidence[0], field(EACH, 'labels', 'alertname')),
            },
          ]
        : []),
      ...(status?.state === 'ok' && status.value.cluster?.status
        ? [
            {
              label: 'cluster',
              value: `${status.value.cluster.status}, ${status.value.cluster.peers?.length ?? 0} peers`,
              evidence: inFields(status.evidence[0], field('cluster', 'status')),
            },
          ]
        : []),
    ],
    samples: [
      ...point(CHARTS.firing, firing?.length, alerts?.atMs),
      ...point(CHARTS.latency, status?.state === 'ok' ? status.durationMs / 1000 : undefined, status?.atMs),
    ],
    hops: [],
    evidence: [...(status?.evidence ?? []), ...pods.evidence],
  };
}

function verdictOf(status: AlertmanagerFacts['status'], pods: ReturnType<typeof podsState>): Pick<Judgement, 'health' | 'because'> {
  if (pods.health === 'broken') return { health: 'broken', because: pods.because };
  if (!status) return { health: 'unknown', because: 'no way to its API is known' };
  if (status.state === 'denied') return { health: 'denied', because: status.because };
  if (status.state !== 'ok') return { health: 'broken', because: status.because };
  return pods.health === 'degraded' ? { health: 'degraded', because: pods.because } : { health: 'ok' };
}
