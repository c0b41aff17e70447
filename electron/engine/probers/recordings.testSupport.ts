import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

/**
 * Answers of a real cluster (Kubernetes 1.34.4, one node), healthy and with each of its faults:
 * e2e/fixtures/cluster. Trimmed of managedFields and last-applied annotations; two are not of the same
 * minute: the standalone cAdvisor's, and the application's, which is what its program prints.
 */
const FIXTURES = new URL('../../../e2e/fixtures/cluster/', import.meta.url);

const Entry = z.object({
  /** Null: nothing came back (see curlExit). */
  file: z.string().nullable(),
  request: z.string(),
  host: z.string(),
  status: z.number(),
  contentType: z.string(),
  time: z.string(),
  seconds: z.number(),
  curlExit: z.number(),
});

/** One request and what came of it. */
export interface RecordedAnswer {
  /** Who answered: "node/hop-1", "kube-system/kube-state-metrics:telemetry", "apiserver". */
  readonly listener: string;
  /** Path and query at the listener: "/metrics/resource". */
  readonly path: string;
  readonly status: number;
  readonly contentType: string;
  readonly atMs: number;
  readonly durationMs: number;
  /** curl gave up after 8 s (exit 28). */
  readonly timedOut: boolean;
  body(): Uint8Array;
}

export interface Recording {
  readonly name: string;
  readonly startMs: number;
  readonly answers: readonly RecordedAnswer[];
}

/** @param name "healthy" or "faults/NAME" */
export function readRecording(name: string): Recording {
  const index = z.array(Entry).parse(JSON.parse(new TextDecoder().decode(read(`${name}/index.json`))));
  const answers = index.flatMap((entry) => {
    // Prometheus was asked at a NodePort of its Service: what curl says of that says nothing of the proxy.
    if (entry.file === null && entry.host === PROMETHEUS) return [];
    const { listener, path } = placeOf(entry);
    const { file } = entry;
    const durationMs = entry.seconds * 1000;
    return [
      {
        listener,
        path,
        status: entry.status,
        contentType: entry.contentType,
        atMs: Date.parse(entry.time) + durationMs,
        durationMs,
        timedOut: entry.curlExit === 28,
        body: () => (file === null ? new Uint8Array() : read(`${name}/${file}`)),
      },
    ];
  });
  return { name, startMs: Math.min(...index.map((entry) => Date.parse(entry.time))), answers };
}

function read(path: string): Uint8Array {
  const bytes = readFileSync(new URL(path, FIXTURES));
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

const PROMETHEUS = 'http://127.0.0.1:19090';

/** Listeners that were asked at their own address, under the name by which discovery reaches them. */
const LISTENER_AT: Readonly<Record<string, string>> = {
  [PROMETHEUS]: 'monitoring/prometheus:web',
  'http://10.244.0.13:8080': 'kube-system/kube-state-metrics:http-metrics',
  'https://10.244.0.25:10250': 'kube-system/metrics-server:https',
  'http://10.77.0.2:9100': 'monitoring/node-exporter',
  // Without credentials, as the kube-apiserver's proxy asks.
  'https://10.244.0.4:6443': 'monitoring/prometheus-adapter:https',
  'http://10.244.0.2:9093': 'monitoring/alertmanager:web',
  'standalone cAdvisor': 'cadvisor/cadvisor',
  application: 'demo/application',
};

function placeOf(entry: { readonly host: string; readonly request: string }): { readonly listener: string; readonly path: string } {
  const target = entry.request.replace(/^GET /, '');
  const direct = LISTENER_AT[entry.host];
  if (direct !== undefined) return { listener: direct, path: `/${target}` };
  const node = /^api\/v1\/nodes\/([^/]+)\/proxy(\/.*)$/.exec(target);
  if (node?.[1] && node[2]) return { listener: `node/${node[1]}`, path: node[2] };
  const service = /^api\/v1\/namespaces\/([^/]+)\/services\/(?:https?:)?([^:/]+):([^/]+)\/proxy(\/.*)$/.exec(target);
  if (service?.[4]) return { listener: `${service[1]}/${service[2]}:${service[3]}`, path: service[4] };
  return { listener: 'apiserver', path: `/${target}` };
}
