import type { Trace } from '../../../shared/contract/trace';
import { formatDuration } from '../../../shared/model/format';
import { texts } from '../../texts/catalogue';

const SHORT_MS = 10_000;

/** What each line of the map added to the age of the number, by the id of the line: "+10 s", "+15 s at most". */
export function mapLags({ hops }: Pick<Trace, 'hops'>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    hops.flatMap(({ over, bar, state }) => {
      if (over === undefined || bar === undefined || state !== 'seen') return [];
      const ms = bar.toMs - bar.fromMs;
      const added = formatDuration((ms < SHORT_MS ? Math.round(ms) : Math.round(ms / 1000) * 1000) / 1000);
      return [[`${over.from}>${over.to}`, bar.exact ? texts.trace.added(added) : texts.trace.addedAtMost(added)]];
    }),
  );
}
