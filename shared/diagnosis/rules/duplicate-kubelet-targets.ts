import { answerOf, cannotTell, failing, notApplicable, PASS, WELL } from '../answer';
import { defineRule } from '../rule';
import { type SeenTarget, seenTargets, targetProof, unreadScrapers } from '../select/targets';
import { workloadSubject } from '../select/workloads';

export const duplicateKubeletTargets = defineRule({
  id: 'duplicate-kubelet-targets',
  severity: 'warning',
  says: 'A Prometheus scrapes each kubelet twice.',
  symptom: 'found duplicate series for the match group {instance="…:10250"}; many-to-many matching not allowed',
  proof: 'two active targets of one Prometheus with the same address and path',
  causedBy: [],
  needs: ['scrapers'],
  judge({ scrapers }) {
    if (scrapers.length === 0) return notApplicable('no Prometheus was found');
    const unread = unreadScrapers(scrapers);
    const twice = scrapers.flatMap((scraper) => {
      const [first] = [...doubled(seenTargets([scraper])).values()];
      return first ? [{ scraper, targets: first, count: doubled(seenTargets([scraper])).size }] : [];
    });
    if (twice.length === 0) return unread.length > 0 ? cannotTell(...unread) : PASS;
    return answerOf(
      [
        WELL,
        ...twice.map(({ scraper, targets, count }) =>
          failing({
            subject: workloadSubject(scraper.found),
            title: `${scraper.found.name} scrapes ${count === 1 ? 'a kubelet endpoint' : `${count} kubelet endpoints`} twice`,
            because: `${targets[0]?.target.scrapeUrl} is a target of ${targets.map(({ target }) => `job ${target.labels['job']}${target.labels['service'] === undefined ? '' : ` (Service ${target.labels['service']})`}`).join(' and of ')}: each series of it is stored twice, sums are double, and joins fail.`,
            remedy:
              'Leave one of them: delete the stale kubelet Service in kube-system (kubectl get svc -n kube-system), or the second job or monitor.',
            evidence: targets.map((each) => targetProof(each, 'scrapeUrl')),
          }),
        ),
      ],
      '',
    );
  },
});

function doubled(targets: readonly SeenTarget[]): ReadonlyMap<string, readonly SeenTarget[]> {
  const byUrl = new Map<string, SeenTarget[]>();
  for (const seen of targets)
    if (seen.card === 'kubelet' || seen.card === 'cadvisor')
      byUrl.set(seen.target.scrapeUrl, [...(byUrl.get(seen.target.scrapeUrl) ?? []), seen]);
  return new Map([...byUrl].filter(([, same]) => same.length > 1));
}
