import type { Discovered } from '../../../../shared/model/component';
import type { ScrapedPod } from '../../discovery/scrapedPod';
import type { Target } from './api';
import { podOfTarget } from './podOfTarget';

/** The pods behind a Prometheus' active targets; a target that names no pod, or has no readable address, tells of none. */
export function scrapedPods(by: Pick<Discovered, 'name' | 'namespace'>, targets: readonly Target[]): readonly ScrapedPod[] {
  return targets.flatMap((target) => {
    const pod = podOfTarget(target);
    const address = /^(https?):\/\/(?:\[[^\]]*\]|[^/:?]*)(?::(\d+))?(\/[^?#]*)?/.exec(target.scrapeUrl);
    if (pod?.namespace === undefined || address === null) return [];
    const [, scheme, port, path = '/'] = address;
    return [
      {
        namespace: pod.namespace,
        pod: pod.name,
        by: `${by.namespace ?? ''}/${by.name}`,
        job: target.scrapePool ?? target.labels['job'] ?? '',
        scheme: scheme === 'https' ? 'https' : 'http',
        port: port ?? (scheme === 'https' ? '443' : '80'),
        path,
      },
    ];
  });
}
