import type { AskTrouble } from './askTrouble';

/**
 * What Prometheus 3 and Thanos remark on a query stands among the warnings too: all of its answer is there
 * (prometheus/util/annotations: "PromQL warning", "PromQL info").
 */
const REMARK = /^PromQL (warning|info)\b/;

/**
 * Whether an answer of the HTTP API says that a part of it is missing; undefined: it is whole. `warnings` are of a Thanos of which a
 * store cannot be reached, or of remote storage (docs/querying/api.md: the data beside them is what was found); `isPartial` is of a
 * VictoriaMetrics of which a vmstorage cannot.
 */
export function partialOf({ warnings, isPartial }: { readonly warnings?: unknown; readonly isPartial?: unknown }): AskTrouble | undefined {
  const said: readonly unknown[] = Array.isArray(warnings) ? warnings : [];
  const [first] = said.map(String).filter((warning) => !REMARK.test(warning));
  const missing = first ?? (isPartial === true ? 'not all of its vmstorage nodes answered (isPartial)' : undefined);
  if (missing === undefined) return undefined;
  const remedy = 'What is missing here may be kept: look at the stores behind it, or ask the Prometheus that scrapes.';
  return { says: `its answer is partial: ${missing}`, remedy };
}
