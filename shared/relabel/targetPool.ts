import type { ConfigError } from './rule';
import type { Scrape } from './scrapeConfig';
import { buildTargetOf, withDefaults } from './target';

type Labels = Readonly<Record<string, string>>;

export interface ActiveTarget {
  /** Before relabelling, as /api/v1/targets shows them. */
  readonly discovered: Labels;
  readonly labels: Labels;
  readonly url: string;
}

export interface TargetPool {
  readonly active: readonly ActiveTarget[];
  /** The discovered labels of what a rule dropped. */
  readonly dropped: readonly Labels[];
  readonly failed: readonly { readonly discovered: Labels; readonly error: ConfigError }[];
}

function identity(labels: Labels, url: string): string {
  return JSON.stringify([url, ...Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/**
 * What one scrape_config makes of everything discovered for it. Targets with the same labels and URL are one (two
 * containers of a pod whose port comes from an annotation); it shows the discovered labels of the last of them
 * (prometheus scrape/scrape.go, scrapePool.sync).
 */
export function poolTargets(discovered: readonly Labels[], scrape: Scrape): TargetPool {
  const active = new Map<string, ActiveTarget>();
  const dropped: Labels[] = [];
  const failed: { discovered: Labels; error: ConfigError }[] = [];
  for (const labels of discovered) {
    const before = withDefaults(labels, scrape);
    const target = buildTargetOf(labels, scrape);
    if (!target.ok) failed.push({ discovered: before, error: target.error });
    else if (target.value.url === undefined) dropped.push(before);
    else {
      const { labels: after, url } = target.value;
      active.set(identity(after, url), { discovered: before, labels: after, url });
    }
  }
  return { active: [...active.values()], dropped, failed };
}
