import type { Listener } from '../network';
import type { Requests, Running, RunningContainer, RunningPod } from '../world/running';
import { exposition, notFound, text } from './answers';
import { familyHead } from './catalog';
import { goNumber } from './goNumber';
import { oddFamilies } from './oddFamilies';

export interface ApplicationOptions {
  /** What is true now; asked again for each request. */
  readonly running: () => Running;
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/** A program of the demo's workloads: its own /metrics (http) of what its behaviour really serves. */
export function application(options: ApplicationOptions): Listener {
  return {
    scheme: 'http',
    handle: (request) => {
      const running = options.running();
      const found = findContainer(running, options);
      if (found === undefined) return notFound();
      if (request.path === '/healthz' || request.path === '/') return text(200, `${options.container}\n`);
      const requests = running.requests(found.container, running.nowMs);
      if (request.path !== '/metrics' || requests === undefined) return notFound();
      return exposition(renderApplication(running, found.container, requests) + oddFamilies(running, found.pod), 'plain');
    },
  };
}

interface Found {
  readonly pod: RunningPod;
  readonly container: RunningContainer;
}

function findContainer(running: Running, options: ApplicationOptions): Found | undefined {
  const pod = running.pods().find((candidate) => candidate.namespace === options.namespace && candidate.name === options.pod);
  const container = pod?.containers.find((candidate) => candidate.name === options.container);
  return pod === undefined || container === undefined || container.state !== 'running' ? undefined : { pod, container };
}

const bounds = ['0.005', '0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '2.5', '5', '10'];
/** Share of requests not slower than each bound. */
const answered = [0.02, 0.12, 0.44, 0.71, 0.88, 0.965, 0.99, 0.997, 1, 1, 1];
const meanSeconds = 0.0471;

function renderApplication(running: Running, container: RunningContainer, requests: Requests): string {
  const all = requests.succeeded + requests.failed;
  return (
    familyHead('http_request_duration_seconds', 'histogram', 'Time to answer a request.') +
    durations(all) +
    familyHead('http_requests_total', 'counter', 'Requests served.') +
    `http_requests_total{method="GET",code="200"} ${goNumber(requests.succeeded)}\n` +
    `http_requests_total{method="GET",code="500"} ${goNumber(requests.failed)}\n` +
    processFamilies(running, container) +
    familyHead('web_queue_depth', 'gauge', 'Waiting requests.') +
    `web_queue_depth ${goNumber(requests.queueDepth)}\n`
  );
}

function durations(count: number): string {
  const name = 'http_request_duration_seconds';
  const buckets = bounds.map((bound, i) => `${name}_bucket{le="${bound}"} ${goNumber(Math.floor(count * (answered[i] ?? 1)))}\n`);
  return `${buckets.join('')}${name}_bucket{le="+Inf"} ${goNumber(count)}\n${name}_sum ${goNumber(count * meanSeconds)}\n${name}_count ${goNumber(count)}\n`;
}

function processFamilies(running: Running, container: RunningContainer): string {
  const usage = running.usage(container, running.nowMs);
  const startedSeconds = (container.startedMs ?? running.nowMs) / 1000;
  const families: readonly (readonly [string, string, string, number])[] = [
    [
      'process_cpu_seconds_total',
      'counter',
      'Total user and system CPU time spent in seconds.',
      Math.floor(usage.cpuCoreSeconds * 100) / 100,
    ],
    ['process_open_fds', 'gauge', 'Number of open file descriptors.', 11],
    ['process_resident_memory_bytes', 'gauge', 'Resident memory size in bytes.', Math.round(usage.memoryWorkingSetBytes)],
    [
      'process_start_time_seconds',
      'gauge',
      'Start time of the process since unix epoch in seconds.',
      Math.round(startedSeconds * 100) / 100,
    ],
  ];
  return families.map(([name, type, help, value]) => `${familyHead(name, type, help)}${name} ${goNumber(value)}\n`).join('');
}
