import { isWanted } from '../../../shared/adapter/registry';
import { type AdapterConfig, exposedName, parseAdapterConfig } from '../../../shared/adapter/rules';
import type { HpaMetric } from '../../../shared/model/inventory';
import { failed, ok, type Result } from '../../../shared/model/result';
import type { ClusterPort } from '../cluster/port';
import { adapterConfig } from '../why/adapter';
import type { GapSession } from './gapSession';

/** A range or a subquery in PromQL; the templates of the adapter leave its brackets alone. */
const RANGE = /\[\s*(\d[0-9a-z]*)\s*(?::[^\]]*)?\]/g;

/** The rules by which prometheus-adapter makes metrics for HPAs. The error is a sentence. */
export async function askAdapter(
  { discovered }: Pick<GapSession, 'discovered'>,
  port: Pick<ClusterPort, 'send'>,
  signal: AbortSignal,
): Promise<Result<AdapterConfig, string>> {
  const found = discovered.find(({ kind }) => kind === 'prometheus-adapter');
  if (found === undefined) return failed('no prometheus-adapter was found');
  const file = await adapterConfig(found, port, signal);
  if (!file.ok) return file;
  const config = parseAdapterConfig(file.value.config);
  return config.ok ? config : failed(`its configuration is refused: ${config.error.path} ${config.error.message}`);
}

/**
 * The ranges, as written, in the query that gives an HPA's metric out of one of these series; empty for a query that takes the newest
 * sample alone. Of two rules the later counts, as in the adapter. The error is a sentence.
 */
export function windowsOf(
  { rules, externalRules }: AdapterConfig,
  { type, name: metric }: Pick<HpaMetric, 'type' | 'name'>,
  series: ReadonlySet<string>,
): Result<readonly string[], string> {
  const giving = (type === 'External' ? externalRules : rules).filter((rule) =>
    [...series].some((name) => {
      const exposed = isWanted(rule, name) ? exposedName(rule, name) : undefined;
      return exposed?.ok === true && exposed.value === metric;
    }),
  );
  const rule = giving[giving.length - 1];
  if (rule === undefined) return failed('none of its rules makes it of a metric of this target');
  return ok([...new Set([...rule.metricsQuery.source.matchAll(RANGE)].flatMap(([, range]) => range ?? []))]);
}
