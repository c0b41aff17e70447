import { formatDuration } from '../../model/format';
import { middleOf } from '../../series/middle';
import { answerOf, failing, notApplicable, unseen, type Verdict, WELL } from '../answer';
import { defineRule } from '../rule';
import { cadvisorSubject, isInKubelet, unreadExposition, whereIs } from '../select/cadvisors';
import type { CadvisorSight } from '../sights';

/** 15 s at most, stretched by chance to twice that (cAdvisor lib/manager/container.go). */
const USUAL_SECONDS = 30;
const ENOUGH = 5;

export const housekeepingCadence = defineRule({
  id: 'housekeeping-cadence',
  severity: 'info',
  says: 'A cAdvisor reads its cgroups more rarely than it does by default.',
  symptom: 'CPU in steps or spikes; short rate() finds nothing; kubectl top lags by minutes',
  proof: 'the explicit timestamps of its series, from look to look',
  causedBy: ['kubelet-not-answering'],
  needs: ['cadvisors'],
  judge({ cadvisors }) {
    if (cadvisors.length === 0) return notApplicable('no cAdvisor was found');
    return answerOf(cadvisors.map(judge), '');
  },
});

function judge(sight: CadvisorSight): Verdict {
  const unread = unreadExposition(sight);
  if (unread !== undefined) return unseen(unread);
  const { leastPeriods = [], periods } = sight;
  const where = whereIs(sight);
  if (leastPeriods.length < ENOUGH) return unseen(`two looks at the cAdvisor of ${where}, between which it reads its cgroups`);
  const least = middleOf(leastPeriods) ?? 0;
  if (least <= USUAL_SECONDS) return WELL;
  return failing({
    subject: cadvisorSubject(sight),
    title: `The cAdvisor of ${where} reads its cgroups each ${formatDuration(middleOf(periods) ?? 0)}`,
    because: `Of ${leastPeriods.length} reads of one cgroup after the other, half are at least ${formatDuration(least)} apart; by default they are 10 s to 30 s apart. Between two of them its values stay as they are, however often they are scraped.`,
    remedy: isInKubelet(sight)
      ? `See --housekeeping-interval of the kubelet of ${where} (minikube sets 5m); without the flag it is 10 s. Else take ranges of four times this period in rate().`
      : `See --housekeeping_interval and --max_housekeeping_interval of ${sight.found.name}, or take ranges of four times this period in rate().`,
    evidence: (sight.exposition?.evidence ?? []).slice(0, 1).map((each) => ({
      ...each,
      says: `median of ${periods.length} periods: ${formatDuration(middleOf(periods) ?? 0)}`,
      shows: ['container_cpu_usage_seconds_total'],
    })),
  });
}
