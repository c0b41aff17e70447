import { formatShortAge } from '../../shared/model/format';
import { useClock } from '../store/clock';
import { useHealthSince } from '../store/healthSince';

/** Under a minute "since when" is no news: it changed just now. */
const WORTH_SAYING_MS = 60_000;

/** How long a card or hop ("from>to") has been seen in its state: "10 min"; undefined for less than a minute. Draws anew when the words change. */
export function useSince(id: string, worth: boolean): string | undefined {
  const sinceMs = useHealthSince(({ seen }) => (worth ? seen[id]?.sinceMs : undefined));
  return useClock(({ nowMs }) =>
    sinceMs === undefined || nowMs - sinceMs < WORTH_SAYING_MS ? undefined : formatShortAge((nowMs - sinceMs) / 1000),
  );
}
