import { counted } from '../../../../shared/doctors/sheet';
import { EACH } from '../../../../shared/json/fieldLines';
import { formatCount, formatDuration } from '../../../../shared/model/format';
import type { Judgement } from '../prober';
import { field, inFields } from '../showing';
import type { CadvisorFacts, CadvisorLook } from './facts';

/** Names that are shown of those that one side alone has. */
const SHOWN = 3;

/**
 * Which containers cAdvisor and the kubelet's /stats/summary both have. The summary's containers are those that the runtime
 * lists by CRI (kubelet/stats/cri_stats_provider.go), also where cAdvisor has lost their names; with PodAndContainerStatsFromCRI their numbers are the runtime's too.
 */
export function parityFacts({ summary, statsFromCri, exposition }: CadvisorFacts, { names }: CadvisorLook): Judgement['facts'] {
  if (summary?.state !== 'ok' || exposition === undefined) return [];
  const there = new Set(summary.value.containers);
  const onlyHere = [...names].filter((name) => !there.has(name));
  const onlyThere = [...there].filter((name) => !names.has(name));
  const both = names.size - onlyHere.length;
  const label = statsFromCri === true ? 'parity with CRI stats (/stats/summary)' : 'parity with /stats/summary';
  const evidence = inFields(summary.evidence[0], field('pods', EACH, 'containers', EACH, 'name'));
  if (onlyHere.length + onlyThere.length === 0) return [{ label, value: `the same ${counted(both, 'container')}`, evidence }];
  const apart = formatDuration(Math.abs(exposition.atMs - summary.atMs) / 1000);
  const value = [`${counted(both, 'container')} in both`, ...only('here', onlyHere), ...only('there', onlyThere), `read ${apart} apart`];
  return [{ label, value: value.join('; '), evidence }];
}

function only(where: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const more = names.length > SHOWN ? ` and ${formatCount(names.length - SHOWN)} more` : '';
  return [`only ${where}: ${names.slice(0, SHOWN).join(', ')}${more}`];
}
