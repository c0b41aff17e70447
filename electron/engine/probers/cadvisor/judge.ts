import { CADVISOR_GROUPS } from '../../../../shared/knowledge/cadvisorGroups';
import type { Health } from '../../../../shared/model/health';
import type { JudgeContext, Judgement } from '../prober';
import type { CadvisorFacts, CadvisorLook } from './facts';

type Verdict = { readonly health: Health; readonly because?: string };

/** The oldest sample of a healthy exposition was up to 30 s behind (facts 1.5); twice that is trouble. */
const VALUE_OLD_SECONDS = 60;

export function judgeCadvisor(facts: CadvisorFacts, context: JudgeContext): Judgement {
  const { exposition } = facts;
  const empty = { facts: [], samples: [], hops: [], evidence: [] };
  if (!exposition)
    return { ...empty, health: 'unknown', because: 'not asked directly in this turn: too many nodes for the request budget' };
  const { evidence } = exposition;
  if (exposition.state === 'denied') return { ...empty, health: 'denied', because: exposition.because, evidence };
  if (exposition.state !== 'ok') return { ...empty, health: 'broken', because: exposition.because, evidence };
  const look = exposition.value;
  const age = ageSeconds(look, exposition.atMs + context.clockOffsetMs);
  const period = median(facts.periods);
  return {
    ...judgeLook(look, age, context),
    version: look.version,
    number: { value: look.samples, unit: 'series', label: 'series' },
    ageSeconds: age,
    facts: [
      { label: 'exposes', value: `${look.families} families, ${look.samples} series`, evidence: evidence[0] },
      { label: 'containers with a name', value: `${look.labelled} of ${look.containerCgroups}`, evidence: evidence[0] },
      { label: 'cgroups that join to pods', value: joined(look, context) },
      { label: 'option groups', value: look.groups.join(', ') },
      ...missingGroups(look, context),
      ...(age === undefined ? [] : [{ label: 'oldest value', value: `${age.toFixed(1)} s before this look` }]),
      ...(period === undefined
        ? [{ label: 'housekeeping period', value: 'needs two looks' }]
        : [
            {
              label: 'housekeeping period',
              value: `${period.toFixed(1)} s (median of ${facts.periods.length} reads, longest ${Math.max(...facts.periods).toFixed(1)} s)`,
            },
          ]),
    ],
    samples: [
      { key: 'series', label: 'Series', value: look.samples, unit: 'series', atMs: exposition.atMs },
      { key: 'latency', label: 'Time to answer', value: exposition.durationMs / 1000, unit: 'seconds', atMs: exposition.atMs },
      ...(age === undefined
        ? []
        : [{ key: 'freshness', label: 'Age of the oldest value', value: age, unit: 'seconds', atMs: exposition.atMs }]),
    ],
    hops: [],
    evidence,
  };
}

function judgeLook(look: CadvisorLook, age: number | undefined, context: JudgeContext): Verdict {
  const running = context.inventory.pods.some((pod) => pod.node === context.found.node && pod.phase === 'Running');
  if (look.containerCgroups === 0 && running) return { health: 'broken', because: 'no container cgroups, though pods run here' };
  if (look.labelled === 0 && look.containerCgroups > 0) {
    return { health: 'broken', because: `0 of ${look.containerCgroups} containers have a name: it does not reach the container runtime` };
  }
  // Cgroups that are no pod's (the runtime's own) stay without a name; half is far from chance.
  if (look.labelled < look.containerCgroups / 2)
    return { health: 'degraded', because: `only ${look.labelled} of ${look.containerCgroups} containers have a name` };
  if (age !== undefined && age > VALUE_OLD_SECONDS) return { health: 'degraded', because: `its oldest value is ${age.toFixed(0)} s old` };
  return { health: 'ok' };
}

function ageSeconds(look: CadvisorLook, serverNowMs: number): number | undefined {
  const times = [...look.housekeptMs.values()];
  return times.length === 0 ? undefined : Math.max(0, (serverNowMs - Math.min(...times)) / 1000);
}

function joined(look: CadvisorLook, context: JudgeContext): string {
  const pods = context.inventory.pods.filter((pod) => pod.node === context.found.node);
  const known = new Set(pods.flatMap((pod) => [pod.uid, pod.annotations['kubernetes.io/config.hash'] ?? pod.uid]));
  return `${look.podUids.filter((uid) => known.has(uid)).length} of ${look.podUids.length} pods`;
}

/** For the one in the kubelet: groups that a kubelet has and that are missing here. */
function missingGroups(look: CadvisorLook, context: JudgeContext): Judgement['facts'] {
  if (context.found.card !== 'cadvisor') return [];
  const missing = CADVISOR_GROUPS.filter((each) => each.inKubelet && each.group !== 'pressure' && !look.groups.includes(each.group)).map(
    (each) => each.group,
  );
  return missing.length === 0
    ? []
    : [{ label: 'groups missing', value: `${missing.join(', ')} (container stats may come from the runtime's CRI)` }];
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
