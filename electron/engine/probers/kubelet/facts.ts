import { z } from 'zod';
import type { Reads } from '../../../../shared/analysis/series/counterRate';
import type { Observation } from '../../../../shared/model/observation';
import type { PortAnswer } from '../../cluster/port';
import type { LookedAnswer, Parsed } from '../prober';
import { readExposition, readJson } from '../readAnswer';
import { COUNTED, CountsReader, type KubeletCounts } from './counts';
import type { ResourceLook } from './resource';
import type { ServedNode } from './served';

/** Numbers of the kubelet's own /metrics that say how it does. */
export interface OwnMetrics {
  readonly version?: string;
  readonly families: number;
  readonly samples: number;
  readonly counts: KubeletCounts;
  /** Container stats come from the runtime's CRI instead of cAdvisor (feature gate PodAndContainerStatsFromCRI). */
  readonly statsFromCri?: boolean;
  /** Feature gate KubeletFineGrainedAuthz. */
  readonly fineGrainedAuthz?: boolean;
  readonly servingCertificateTtlSeconds?: number;
}

export interface SummaryLook {
  readonly pods: number;
  /** "NS/POD/CONTAINER" of each. */
  readonly containers: readonly string[];
  readonly nodeCpuTimeMs?: number;
}

/** How the kubelet decides who may read it. */
export interface AuthModes {
  readonly anonymous?: boolean;
  readonly webhook?: boolean;
  readonly authorization?: string;
  readonly readOnlyPort: number;
  readonly cgroupDriver?: string;
  /** Its serving certificate: asked of the cluster by a CSR, or a file (its own making is named kubelet.crt). */
  readonly serverTlsBootstrap?: boolean;
  readonly tlsCertFile?: string;
}

export interface KubeletFacts {
  readonly of: 'kubelet';
  /** Undefined: a bulk look, which asks nothing. */
  readonly direct?: DirectLook;
  /** In a bulk look: its values in the Metrics API. */
  readonly served?: ServedNode;
  /** When the rarely asked ones were last asked. */
  readonly slowAtMs: number;
  /** Of its own /metrics, for rates. */
  readonly counts?: Reads<KubeletCounts>;
  /** Seconds of CPU that the node has used, at the time of the value. */
  readonly nodeCpu?: Reads<number>;
}

export interface DirectLook {
  readonly healthz: Observation<string>;
  readonly resource: Observation<ResourceLook>;
  /** Undefined: a kubelet that does not answer these two is not asked for more. */
  readonly slow?: SlowLook;
}

/** Asked each minute. */
export interface SlowLook {
  readonly metrics: Observation<OwnMetrics>;
  readonly probes: Observation<{ readonly probes: number }>;
  readonly summary: Observation<SummaryLook>;
  readonly configz: Observation<AuthModes>;
  readonly pods: Observation<{ readonly pods: number }>;
  /** Of the read-only port, where the configuration opens one. */
  readonly readOnly?: Observation<string>;
}

/** Seconds between the values in /metrics/resource and its answer. */
export interface ValueAge {
  readonly newest: number;
  readonly oldest: number;
}

export function isKubeletFacts(facts: unknown): facts is KubeletFacts {
  return typeof facts === 'object' && facts !== null && 'of' in facts && facts.of === 'kubelet';
}

const OWN_METRICS: ReadonlySet<string> = new Set([
  ...COUNTED,
  'kubernetes_build_info',
  'kubernetes_feature_enabled',
  'kubelet_certificate_manager_server_ttl_seconds',
]);
const isOfOwnMetrics = (name: string): boolean => OWN_METRICS.has(name);

export function readOwnMetrics(answer: LookedAnswer): Parsed<OwnMetrics> {
  const exposition = readExposition(answer);
  if (!exposition.ok) return exposition;
  const seen: { version?: string; statsFromCri?: boolean; fineGrained?: boolean; ttl?: number } = {};
  const counts = new CountsReader();
  for (const { name, labels, value } of exposition.value.samplesNamed(isOfOwnMetrics)) {
    counts.see(name, labels, value);
    if (name === 'kubernetes_build_info') seen.version = labels['git_version'];
    else if (name === 'kubernetes_feature_enabled' && labels['name'] === 'PodAndContainerStatsFromCRI') seen.statsFromCri = value === 1;
    else if (name === 'kubernetes_feature_enabled' && labels['name'] === 'KubeletFineGrainedAuthz') seen.fineGrained = value === 1;
    else if (name === 'kubelet_certificate_manager_server_ttl_seconds' && Number.isFinite(value)) seen.ttl = value;
  }
  const { families, sampleCount } = exposition.value;
  return {
    ok: true,
    value: {
      version: seen.version,
      families: families.size,
      samples: sampleCount,
      counts: counts.counts(),
      statsFromCri: seen.statsFromCri,
      fineGrainedAuthz: seen.fineGrained,
      servingCertificateTtlSeconds: seen.ttl,
    },
  };
}

export function readProbes(answer: LookedAnswer): Parsed<{ probes: number }> {
  const exposition = readExposition(answer);
  if (!exposition.ok) return exposition;
  return { ok: true, value: { probes: exposition.value.counts().get('prober_probe_total') ?? 0 } };
}

const readSummaryJson = readJson(
  z.object({
    node: z.object({ cpu: z.object({ time: z.string() }).partial().optional() }),
    pods: z
      .array(
        z.object({
          podRef: z.object({ namespace: z.string(), name: z.string() }),
          containers: z.array(z.object({ name: z.string() })).optional(),
        }),
      )
      .optional(),
  }),
);

/** /stats/summary?only_cpu_and_memory=true: the kubelet's cached stats, not the same moment as /metrics/resource. */
export function readSummary(answer: PortAnswer): Parsed<SummaryLook> {
  const summary = readSummaryJson(answer);
  if (!summary.ok) return summary;
  const pods = summary.value.pods ?? [];
  const time = summary.value.node.cpu?.time;
  return {
    ok: true,
    value: {
      pods: pods.length,
      containers: pods.flatMap(({ podRef, containers = [] }) => containers.map(({ name }) => `${podRef.namespace}/${podRef.name}/${name}`)),
      nodeCpuTimeMs: time === undefined ? undefined : Date.parse(time),
    },
  };
}

const readConfigzJson = readJson(
  z.object({
    kubeletconfig: z.object({
      authentication: z
        .object({
          anonymous: z.object({ enabled: z.boolean() }).optional(),
          webhook: z.object({ enabled: z.boolean().optional() }).optional(),
        })
        .optional(),
      authorization: z.object({ mode: z.string().optional() }).optional(),
      readOnlyPort: z.number().optional(),
      cgroupDriver: z.string().optional(),
      serverTLSBootstrap: z.boolean().optional(),
      tlsCertFile: z.string().optional(),
    }),
  }),
);

export function readAuthModes(answer: PortAnswer): Parsed<AuthModes> {
  const config = readConfigzJson(answer);
  if (!config.ok) return config;
  const { authentication, authorization, readOnlyPort, cgroupDriver, serverTLSBootstrap, tlsCertFile } = config.value.kubeletconfig;
  return {
    ok: true,
    value: {
      anonymous: authentication?.anonymous?.enabled,
      webhook: authentication?.webhook?.enabled,
      authorization: authorization?.mode,
      readOnlyPort: readOnlyPort ?? 0,
      cgroupDriver,
      serverTlsBootstrap: serverTLSBootstrap,
      tlsCertFile,
    },
  };
}

const readPodListJson = readJson(z.object({ items: z.array(z.unknown()).nullable() }));

export function readPodCount(answer: PortAnswer): Parsed<{ pods: number }> {
  const list = readPodListJson(answer);
  return list.ok ? { ok: true, value: { pods: list.value.items?.length ?? 0 } } : list;
}
