import { inferLabels } from '../../../../shared/cgroup/inferLabels';
import { CADVISOR_GROUPS } from '../../../../shared/knowledge/cadvisorGroups';
import { formatAge, formatCount, formatDuration } from '../../../../shared/model/format';
import type { Health } from '../../../../shared/model/health';
import type { Observation } from '../../../../shared/model/observation';
import { middleOf } from '../../../../shared/series/middle';
import { podsState } from '../podState';
import type { HopJudgement, JudgeContext, Judgement } from '../prober';
import { showing } from '../showing';
import { cgroupPodsOf } from './cgroupPods';
import { cadvisorSamples, VALUE_OLD_SECONDS } from './charts';
import type { CadvisorFacts, CadvisorLook } from './facts';
import { parityFacts } from './parity';

type Verdict = { readonly health: Health; readonly because?: string };

const NOT_ASKED = 'not asked directly in this turn (too many nodes for the request budget)';

export function judgeCadvisor(facts: CadvisorFacts, context: JudgeContext): Judgement {
  if (facts.depth === 'bulk') return judgeTarget(facts, context);
  const { exposition } = facts;
  const trouble = withoutAnswer(exposition, context);
  if (trouble || exposition?.state !== 'ok')
    return {
      ...NOTHING,
      ...(trouble ?? { health: 'unknown' }),
      hops: runtimeHop(exposition, context),
      evidence: exposition?.evidence ?? [],
    };
  const look = exposition.value;
  const age = ageSeconds(look, exposition.atMs + context.clockOffsetMs);
  return {
    ...judgeLook(look, age, context),
    version: look.version,
    number: { value: look.samples, unit: 'series', label: 'series' },
    ageSeconds: age,
    facts: lookFacts(facts, look, age, exposition.evidence[0], context),
    samples: cadvisorSamples(facts, exposition.atMs + context.clockOffsetMs),
    hops: runtimeHop(exposition, context),
    evidence: exposition.evidence,
  };
}

const NOTHING = { facts: [], samples: [], hops: [] };

/** Too many to ask: a Prometheus that scrapes it knows whether it answers. */
function judgeTarget({ target }: CadvisorFacts, context: JudgeContext): Judgement {
  const seen = {
    label: 'seen through',
    value: `${target ? 'its target in Prometheus' : 'nothing yet'}; ${NOT_ASKED}`,
    evidence: target?.evidence,
  };
  const base = { ...NOTHING, facts: [seen], version: context.found.version, evidence: target ? [target.evidence] : [] };
  if (target?.health === 'up') return { ...base, health: 'ok' };
  if (target?.health === 'down')
    return { ...base, health: 'broken', because: `Prometheus cannot scrape it: ${target.lastError || target.scrapeUrl}` };
  return { ...base, health: 'unknown', because: NOT_ASKED };
}

/** Why there is no exposition to judge; undefined when there is one. */
function withoutAnswer(exposition: CadvisorFacts['exposition'], context: JudgeContext): Verdict | undefined {
  if (exposition?.state === 'ok') return undefined;
  const { found } = context;
  const pods = found.workload && podsState(found, context.inventory, context.nowMs);
  if (pods?.health === 'broken') return { health: 'broken', because: pods.because };
  if (!exposition) return { health: 'unknown', because: 'no way to its metrics is known' };
  return { health: exposition.state === 'denied' ? 'denied' : 'broken', because: exposition.because };
}

function judgeLook(look: CadvisorLook, age: number | undefined, context: JudgeContext): Verdict {
  const running = context.inventory.pods.some((pod) => pod.node === context.found.node && pod.phase === 'Running');
  if (look.containerCgroups === 0 && running) return { health: 'broken', because: 'no container cgroups, though pods run here' };
  const names = judgeNames(look);
  if (names.health !== 'ok') return names;
  if (age !== undefined && age > VALUE_OLD_SECONDS) return { health: 'degraded', because: `its oldest value is ${formatAge(age)} old` };
  return { health: 'ok' };
}

/** Without the container runtime cgroups keep their paths and nothing else. */
function judgeNames({ labelled, containerCgroups }: CadvisorLook): Verdict {
  if (labelled === 0 && containerCgroups > 0)
    return { health: 'broken', because: `0 of ${containerCgroups} containers have a name: it does not reach the container runtime` };
  // Cgroups that are no pod's (the runtime's own) stay without a name; half is far from chance.
  if (labelled < containerCgroups / 2)
    return { health: 'degraded', because: `only ${labelled} of ${containerCgroups} containers have a name` };
  return { health: 'ok' };
}

/** container-runtime -> the cAdvisor in the kubelet: names in its labels come from nowhere else. */
function runtimeHop(exposition: Observation<CadvisorLook> | undefined, { found }: JudgeContext): HopJudgement[] {
  if (found.card !== 'cadvisor' || !exposition) return [];
  const base = { from: 'container-runtime', to: found.card, inferred: true, evidence: exposition.evidence };
  if (exposition.state !== 'ok') return [{ ...base, health: 'unknown', because: `seen only in its metrics: ${exposition.because}` }];
  if (exposition.value.containerCgroups === 0)
    return [{ ...base, health: 'unknown', because: 'no container whose name could be asked for' }];
  return [{ ...base, ...judgeNames(exposition.value) }];
}

function lookFacts(
  facts: CadvisorFacts,
  look: CadvisorLook,
  age: number | undefined,
  evidence: Judgement['evidence'][number] | undefined,
  context: JudgeContext,
): Judgement['facts'] {
  return [
    { label: 'exposes', value: `${look.families} families, ${formatCount(look.samples)} series`, evidence },
    {
      label: 'containers with a name',
      value: `${look.labelled} of ${look.containerCgroups}`,
      evidence: showing(evidence, 'container_cpu_usage_seconds_total'),
    },
    ...inferredNames(look, context),
    { label: 'cgroups that join to pods', value: joined(look, context), evidence },
    { label: 'option groups', value: look.groups.join(', ') || 'none' },
    ...missingGroups(look, context),
    ...criFacts(facts, look),
    ...parityFacts(facts, look),
    ...(age === undefined
      ? []
      : [
          {
            label: 'oldest value',
            value: `${formatAge(age)} before this look`,
            evidence: showing(evidence, 'container_cpu_usage_seconds_total'),
          },
        ]),
    { label: 'housekeeping period', value: periodOf(facts.periods) },
    ...(look.withoutTimestamp
      ? [{ label: 'timestamps', value: 'not all stats have their own: Prometheus stamps them with the scrape', evidence }]
      : []),
  ];
}

function periodOf(periods: readonly number[]): string {
  const median = middleOf(periods);
  if (median === undefined) return 'needs two looks';
  return `${formatDuration(median)} (median of ${periods.length} reads, longest ${formatDuration(Math.max(...periods))})`;
}

function ageSeconds(look: CadvisorLook, serverNowMs: number): number | undefined {
  let oldest = Number.POSITIVE_INFINITY;
  for (const atMs of look.housekeptMs.values()) oldest = Math.min(oldest, atMs);
  return Number.isFinite(oldest) ? Math.max(0, (serverNowMs - oldest) / 1000) : undefined;
}

function joined(look: CadvisorLook, context: JudgeContext): string {
  const pods = context.inventory.pods.filter((pod) => pod.node === context.found.node);
  const known = new Set(pods.flatMap((pod) => [pod.uid, pod.annotations['kubernetes.io/config.hash'] ?? pod.uid]));
  return `${look.podUids.filter((uid) => known.has(uid)).length} of ${look.podUids.length} pods`;
}

/** What cAdvisor lost and the paths of the cgroups still tell. */
function inferredNames({ unlabelled }: CadvisorLook, { inventory }: JudgeContext): Judgement['facts'] {
  if (unlabelled.length === 0) return [];
  const pods = cgroupPodsOf(inventory.pods);
  const inferred = unlabelled.map((id) => inferLabels({ id }, pods));
  const named = inferred.filter((labels) => labels.some(([name]) => name === 'container')).length;
  const ofPods = inferred.filter((labels) => labels.length > 0).length;
  const how = 'inferred from the uid and container id in their cgroup paths';
  const value = `${named} of ${unlabelled.length}, ${ofPods - named} more by pod alone (sandboxes, ended containers); ${how}`;
  return [{ label: 'names told by the cgroups', value }];
}

/** Where the kubelet's stats come from the runtime's CRI, cAdvisor has only what CRI lacks (KEP-2371). */
function criFacts({ statsFromCri }: CadvisorFacts, look: CadvisorLook): Judgement['facts'] {
  if (statsFromCri === undefined) return [];
  const on = `on: container stats come from the runtime, which has ${look.groups.length} of cAdvisor's groups here`;
  return [{ label: 'CRI stats (PodAndContainerStatsFromCRI)', value: statsFromCri ? on : 'off: cAdvisor reads them itself' }];
}

/** For the one in the kubelet: groups that a kubelet has and that are missing here. */
function missingGroups(look: CadvisorLook, context: JudgeContext): Judgement['facts'] {
  if (context.found.card !== 'cadvisor') return [];
  const missing = CADVISOR_GROUPS.filter((each) => each.inKubelet && each.group !== 'pressure' && !look.groups.includes(each.group));
  return missing.length === 0 ? [] : [{ label: 'groups missing', value: missing.map((each) => each.group).join(', ') }];
}
