import type { EventObject } from '../../../../shared/model/inventory';
import { type Json, object, someNumber, someText, text, timeMs } from './fields';
import { stripMeta } from './meta';

/** core/v1 Event. Newer reporters fill `series` and `eventTime` instead of `count` and `lastTimestamp`. */
export function stripEvent(item: Json): EventObject {
  const meta = stripMeta(item);
  const series = object(item, 'series');
  const about = object(item, 'involvedObject');
  return {
    ...meta,
    type: text(item, 'type'),
    reason: text(item, 'reason'),
    message: text(item, 'message'),
    regarding: { kind: text(about, 'kind'), namespace: someText(about, 'namespace'), name: text(about, 'name') },
    lastMs: timeMs(series, 'lastObservedTime') ?? timeMs(item, 'lastTimestamp') ?? timeMs(item, 'eventTime') ?? meta.createdMs,
    count: someNumber(series, 'count') ?? someNumber(item, 'count') ?? 1,
  };
}
