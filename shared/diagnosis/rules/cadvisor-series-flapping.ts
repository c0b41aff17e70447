import { answerOf, failing, notApplicable, unseen, type Verdict, WELL } from '../answer';
import { defineRule } from '../rule';
import { cadvisorSubject, unreadExposition, whereIs } from '../select/cadvisors';
import type { CadvisorSight } from '../sights';

const LEAST_LOOKS = 3;
/** One that came back may have been a look that was cut short. */
const LEAST_TIMES = 2;

export const cadvisorSeriesFlapping = defineRule({
  id: 'cadvisor-series-flapping',
  severity: 'warning',
  says: 'A cAdvisor shows living containers in one scrape and not in the next.',
  symptom: 'container_cpu_usage_seconds_total has 98 series in one answer and 18 in the next',
  proof:
    'the cgroup paths and labels of its series, look by look: a path is never given twice, so what is there again was there all the time',
  causedBy: ['kubelet-not-answering'],
  needs: ['cadvisors'],
  judge({ cadvisors }) {
    if (cadvisors.length === 0) return notApplicable('no cAdvisor was found');
    return answerOf(cadvisors.map(judge), '');
  },
});

function judge(sight: CadvisorSight): Verdict {
  const { flapping = [], looks = 0 } = sight;
  const times = flapping.reduce((sum, each) => sum + each.times, 0);
  const [first] = [...flapping].sort((a, b) => b.times - a.times);
  if (!first || times < LEAST_TIMES) {
    const unread = unreadExposition(sight);
    if (unread !== undefined) return unseen(unread);
    return looks < LEAST_LOOKS ? unseen(`${LEAST_LOOKS} looks at the cAdvisor of ${whereIs(sight)}, of which there were ${looks}`) : WELL;
  }
  const what = first.what === 'series' ? 'are gone and there again' : 'lose their container and pod labels and have them again';
  return failing({
    subject: cadvisorSubject(sight),
    title: `Series of containers come and go on ${whereIs(sight)}`,
    because: `In ${looks} looks the series of ${flapping.length} ${flapping.length === 1 ? 'container' : 'containers'} ${what} (${first.id}: ${first.times} ${first.times === 1 ? 'time' : 'times'}), though their cgroups are there all the time. Prometheus marks them as ended each time, and rate() has holes.`,
    remedy:
      'Upgrade the kubelet (of a cAdvisor that stands alone: cAdvisor). Where two slices hold the same container, as a second runtime or Docker in Docker makes them, leave one of them out (--docker_only, or a metric_relabel_config on id).',
    evidence: (sight.exposition?.evidence ?? [])
      .slice(0, 1)
      .map((each) => ({ ...each, says: `${first.id}: there again after it had been gone` })),
  });
}
