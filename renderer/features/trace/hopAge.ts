import type { Trace, TraceHop } from '../../../shared/contract/trace';
import { formatDuration } from '../../../shared/model/format';
import { texts } from '../../texts/catalogue';

/** "12.4 s old"; nothing where the hop does not say when its number was true. */
export function ageOf({ trueMs }: TraceHop, { atMs }: Pick<Trace, 'atMs'>): string {
  return trueMs === undefined ? '' : texts.trace.age(formatDuration(Math.max(0, Math.round((atMs - trueMs) / 100)) / 10));
}
