import { historySources } from '../../electron/engine/charts/sources';
import type { Clock } from '../../electron/engine/clock';
import { type SeriesLook, seriesGaps } from '../../electron/engine/gaps/seriesGaps';
import { gapSource } from '../../electron/engine/gaps/source';
import type { LookedAt } from './lookedAt';

/** The demo's. */
const INTERVAL_MS = 15_000;

/** Every series of a selector in the Prometheus of what is looked at, with its gaps of the last time. */
export async function seriesOf(
  { session, port, clock }: Pick<LookedAt, 'session' | 'port'> & { readonly clock: Clock },
  selector: string,
  lengthMs: number,
): Promise<readonly SeriesLook[]> {
  const [history] = historySources(session.discovered, session.looks);
  if (history?.endpoint === undefined) throw new Error(`no Prometheus answers: ${history?.says}`);
  const source = gapSource(port, history.endpoint, 'Prometheus', session.clockOffsetMs);
  const span = { fromMs: clock.now() - lengthMs, toMs: clock.now() };
  const ask = { source, selector, span, intervalOf: () => INTERVAL_MS, offsetMs: session.clockOffsetMs, nowMs: () => clock.now() };
  const looks = await seriesGaps(ask, new AbortController().signal);
  if (!looks.ok) throw new Error(looks.error.says);
  return looks.value.looks;
}
