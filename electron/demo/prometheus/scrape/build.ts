import type { Labels } from '../../../../shared/promql/labels';
import { relabeled } from '../../../../shared/relabel/evaluate';
import { buildTargetOf, withDefaults } from '../../../../shared/relabel/target';
import type { JobConfig } from '../config/job';

/** What relabelling made of one discovered target. */
export type Built =
  | { readonly kind: 'active'; readonly identity: string; readonly discovered: Labels; readonly labels: Labels; readonly url: string }
  | { readonly kind: 'dropped' }
  | { readonly kind: 'failed'; readonly error: string };

export function buildOnce(discovered: Labels, job: JobConfig, memory: WeakMap<Labels, Built>): Built {
  const known = memory.get(discovered);
  if (known !== undefined) return known;
  const built = build(discovered, job);
  memory.set(discovered, built);
  return built;
}

function build(discovered: Labels, job: JobConfig): Built {
  // Most of what is discovered is dropped, and of that nothing else is asked.
  if (relabeled(withDefaults(discovered, job.scrape), job.scrape.rules) === undefined) return { kind: 'dropped' };
  const target = buildTargetOf(discovered, job.scrape);
  if (!target.ok) return { kind: 'failed', error: target.error.message };
  const { labels, url } = target.value;
  if (url === undefined) return { kind: 'dropped' };
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return { kind: 'active', identity: JSON.stringify([url, ...sorted]), discovered: withDefaults(discovered, job.scrape), labels, url };
}
