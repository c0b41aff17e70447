import { type CauseRule, fromSamples } from '../scene';

/** Others were scraped at that time and this one was not even tried: it was no target then. A failed try would have left up 0. */
export const discoveryLost: CauseRule = {
  cause: 'discovery-lost',
  prove(scene) {
    const { others, scraper, target } = scene;
    if (scene.gone !== 'scrapes' || others.scraped === 0) return undefined;
    return {
      because: `${scraper.name} did not have it among its targets: it scraped ${others.scraped} of ${others.total} others, and did not try this one.`,
      evidence: [fromSamples(scene, `no up of ${target.instance}; up of ${others.scraped} other targets in the same time`)],
      remedy: `See what service discovery and relabel_configs of job ${target.job} made of it then (Endpoints, readiness, labels).`,
    };
  },
};
