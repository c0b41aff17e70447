import type { View } from '../../../shared/contract/engine';
import { formatCount } from '../../../shared/model/format';
import { texts } from '../../texts/catalogue';

const t = texts.frame;

/**
 * Requests a second beside their limit. The limit is an average with a burst (electron/engine/cluster/tokenBucket.ts):
 * while the first looks are made more go than that, and "44 of 10" would look like a fault.
 */
export function loadWords(load: View['load']): { readonly words: string; readonly more: string } {
  const { requestsPerSecond, limit, totalRequests, inFlight } = load;
  const rounded = requestsPerSecond < 10 ? Math.round(requestsPerSecond * 10) / 10 : Math.round(requestsPerSecond);
  const rate = formatCount(rounded);
  const asked = t.rateMore(formatCount(totalRequests), formatCount(inFlight));
  if (limit === undefined) return { words: t.rate(rate), more: asked };
  const words = rounded > limit ? t.burst(rate) : t.rateOf(rate, formatCount(limit));
  return { words, more: `${asked} ${t.budget(formatCount(limit))}` };
}
