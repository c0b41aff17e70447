import type { Running, RunningPod } from '../world/running';
import { familyHead } from './catalog';
import { goNumber } from './goNumber';

/** Each of two processes, and each of two machines, answers for so long. */
const TURN_MS = 60_000;
const MACHINE_TURN_MS = 30_000;
/** Values are computed before somebody asks for them. */
const COMPUTED_MS = 700;
const CLOCK_BEHIND_MS = 90_000;

/** What a pod exposes beside what is right (WorldOddity). */
export function oddFamilies({ world, nowMs }: Running, { namespace, workload }: Pick<RunningPod, 'namespace' | 'workload'>): string {
  const odd = (world.oddities ?? []).filter((each) => each.workload.namespace === namespace && each.workload.name === workload.name);
  return odd.map(({ exposes }) => (exposes === 'own-timestamps' ? ownTimestamps(nowMs) : workersInTurn(nowMs))).join('');
}

/** Two machines compute it in turn, and the clock of the second is behind: its samples are older than what is stored. */
function ownTimestamps(nowMs: number): string {
  const turn = Math.floor(nowMs / MACHINE_TURN_MS) % 2;
  const computedMs = Math.floor(nowMs - COMPUTED_MS - turn * CLOCK_BEHIND_MS);
  const name = 'batch_last_run_seconds';
  return `${familyHead(name, 'gauge', 'Time that the last batch took.')}${name} ${goNumber(2 + (Math.floor(nowMs / 1000) % 7) / 10)} ${computedMs}\n`;
}

/** The connection stays with one process until it is closed, and the next one is taken by the other. */
function workersInTurn(nowMs: number): string {
  const turn = Math.floor(nowMs / TURN_MS) % 2;
  const name = 'web_worker_requests_total';
  const answered = Math.floor(nowMs / 1000) % 1_000_000;
  return `${familyHead(name, 'counter', 'Requests that this worker process served.')}${name}{pid="${17 + turn}"} ${answered + 40_000 * turn}\n`;
}
