import { formatShortAge } from '../../shared/model/format';
import { useReportAge } from './useReportAge';

/** An age that grows with the clock. `seconds` is as of the report. */
export function Age({ seconds }: { readonly seconds: number }) {
  const add = useReportAge();
  return <span className="hs-age">{formatShortAge(seconds + add)}</span>;
}
