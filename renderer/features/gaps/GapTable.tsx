import type { GapFrame } from '../../../shared/contract/gaps';
import { formatCount } from '../../../shared/model/format';
import { openGap } from '../../store/gapStore';
import { texts } from '../../texts/catalogue';
import { useSavable } from '../../ui/savable';
import { TermText } from '../../ui/TermText';
import { gapRows, ownOfRows } from './gapFile';
import { clockText } from './gapTimes';
import { stopWords } from './stopWords';

const t = texts.gaps;
/** Rows of a table that anybody reads; the worst stand first. */
const MOST_ROWS = 500;

/** The same gaps in words, for screen readers and for who likes tables. */
export function GapTable({ frame }: { readonly frame: GapFrame }) {
  const all = ownOfRows(frame);
  const stops = frame.stops.map((stop) => ({ ...stop, words: stopWords(stop) }));
  const shown = all.slice(0, MOST_ROWS);
  const savable = useSavable(() => ({
    name: t.tableName,
    table: () => gapRows(frame),
  }));
  return (
    <div className="hs-gap-table" data-testid="gap-table">
      <table ref={savable} className="hs-list" aria-label={t.tableName}>
        <caption className="hs-small hs-t3">{t.tableOf(formatCount(shown.length), formatCount(all.length))}</caption>
        <thead>
          <tr>
            {Object.entries(t.tableHeads).map(([key, words]) => (
              <th key={key} scope="col">
                <TermText text={words} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {stops.map(({ id, fromMs, toMs, words }) => (
            <tr key={`stop ${id}`}>
              <th scope="row">
                <button type="button" className="hs-link" onClick={() => openGap(id)}>
                  {t.families.stopped}
                </button>
              </th>
              <td />
              <td>{clockText(fromMs)}</td>
              <td>{clockText(toMs)}</td>
              <td />
              <td>{words}</td>
            </tr>
          ))}
          {shown.map(({ row, gap }) => (
            <tr key={gap.id}>
              <th scope="row">
                <button type="button" className="hs-link" onClick={() => openGap(gap.id)}>
                  {row.name}
                </button>
              </th>
              <td>{row.job}</td>
              <td>{clockText(gap.fromMs)}</td>
              <td>{clockText(gap.toMs)}</td>
              <td>{formatCount(gap.missed)}</td>
              <td>{t.causes[gap.cause]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
