import type { ScrapeLimits } from '../../../../shared/exposition/limits';

const COUNTS = ['sample_limit', 'label_limit', 'label_name_length_limit', 'label_value_length_limit'] as const;

/** The limits of one scrape_config; one that is missing or 0 is the global section's (prometheus config.ScrapeConfig.Validate). Undefined: none. */
export function limitsIn(scrape: Readonly<Record<string, unknown>>, global: Readonly<Record<string, unknown>>): ScrapeLimits | undefined {
  const counts = COUNTS.map((name) => [name, countIn(scrape[name]) || countIn(global[name])] as const);
  const sizes = [['body_size_limit', bytesIn(scrape['body_size_limit']) || bytesIn(global['body_size_limit'])] as const];
  const limits = [...counts, ...sizes].filter(([, limit]) => limit > 0);
  return limits.length === 0 ? undefined : Object.fromEntries(limits);
}

/** How many targets a scrape_config may have; 0: any number. */
export function targetLimitIn(scrape: Readonly<Record<string, unknown>>, global: Readonly<Record<string, unknown>>): number {
  return countIn(scrape['target_limit']) || countIn(global['target_limit']);
}

function countIn(value: unknown): number {
  return typeof value === 'number' && value > 0 ? value : 0;
}

const SIZES = ['B', 'K', 'M', 'G', 'T', 'P', 'E'];

/** "10MB" or "1MiB512KiB" in bytes; Prometheus counts both in steps of 1,024 (alecthomas/units Base2Bytes). 0: no size. */
function bytesIn(value: unknown): number {
  if (typeof value !== 'string' || !/^(\d+(\.\d+)?([KMGTPE]i?)?B)+$/.test(value)) return 0;
  let bytes = 0;
  for (const [, count, unit] of value.matchAll(/([\d.]+)([BKMGTPE])i?B?/g)) bytes += Number(count) * 1024 ** SIZES.indexOf(unit ?? 'B');
  return bytes;
}
