import { formatAge } from '../../model/format';
import { answerOf, failing, notApplicable, unseen, type Verdict, WELL } from '../answer';
import { defineRule } from '../rule';
import { cadvisorSubject, unreadExposition, whereIs } from '../select/cadvisors';
import type { CadvisorSight } from '../sights';

/** Two housekeepings at their longest: a cgroup that was not read for so long, while its successor is, is gone. */
const STOPPED_MS = 60_000;

export const staleContainerSeries = defineRule({
  id: 'stale-container-series',
  severity: 'warning',
  says: 'A cAdvisor still shows a container that has ended beside the one that took its place.',
  symptom: "a pod's memory doubles after a restart or an OOM kill, for minutes",
  proof: 'two cgroups with the name of one container in the exposition, and the timestamp of one that has stopped',
  causedBy: [],
  needs: ['cadvisors'],
  judge({ cadvisors }) {
    if (cadvisors.length === 0) return notApplicable('no cAdvisor was found');
    return answerOf(cadvisors.map(judge), '');
  },
});

function judge(sight: CadvisorSight): Verdict {
  const unread = unreadExposition(sight);
  if (unread !== undefined) return unseen(unread);
  const stale = (sight.doubled ?? []).flatMap(({ container, copies }) => {
    const [newest, ...older] = [...copies].sort((a, b) => b.atMs - a.atMs);
    const stopped = newest === undefined ? [] : older.filter((each) => newest.atMs - each.atMs > STOPPED_MS);
    return stopped.map((copy) => ({ container, copy, seconds: ((newest?.atMs ?? copy.atMs) - copy.atMs) / 1000 }));
  });
  const [first] = stale;
  if (!first) return WELL;
  const where = whereIs(sight);
  const more = stale.length > 1 ? ` So it is with ${stale.length - 1} more.` : '';
  return failing({
    subject: cadvisorSubject(sight),
    title: `Containers that have ended are still counted on ${where}`,
    because: `Two cgroups bear the name of ${first.container}, and one of them (${first.copy.id}) was last read ${formatAge(first.seconds)} before the other: it is gone, and its last values are exposed again at every scrape. Sums by pod or container count both.${more}`,
    remedy: `Take max by (namespace, pod, container) before summing; and let Prometheus see that a series ends: honor_timestamps: false in the cadvisor job, or honor_timestamps: true with track_timestamps_staleness: true.`,
    evidence: (sight.exposition?.evidence ?? []).slice(0, 1).map((each) => ({
      ...each,
      says: `${first.container}: two ids, one unchanged for ${formatAge(first.seconds)}`,
      shows: [first.copy.id],
    })),
  });
}
