import { fractionsFrom } from './seeded';

/**
 * cAdvisor's housekeeping of one cgroup: each 10 s, 15 s when nothing changed, stretched by chance (CA
 * lib/manager/container.go). Measured on a real kubelet: 10 to 20 s apart, in the middle about 15.
 */
const STEP_MS = 15_400;
/** Less than the step, so that two are never nearer than 10 s nor farther than 20.8 s. */
const JITTER_MS = 5_400;

/** The last housekeeping of a cgroup not after `nowMs`; `stepMs` where a kubelet has another interval. */
export function housekeptAt(seed: number, node: string, cgroup: string, nowMs: number, stepMs = STEP_MS): number {
  const { alone, with: next } = fractionsFrom(seed, `${node}${cgroup}`);
  const offset = alone * stepMs;
  const at = (k: number) => Math.floor(k * stepMs + offset + next(k) * JITTER_MS);
  const k = Math.floor((nowMs - offset) / stepMs);
  return at(k) <= nowMs ? at(k) : at(k - 1);
}
