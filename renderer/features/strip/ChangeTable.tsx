import type { Turn } from '../../../shared/analysis/history/turns';
import { texts } from '../../texts/catalogue';
import { clockText, reasonText } from './stripText';

/** What the tracks draw, for a screen reader: every change, newest first. */
export function ChangeTable({ turns }: { readonly turns: readonly Turn[] }) {
  const { strip } = texts;
  if (turns.length === 0) return <p className="hs-hidden">{strip.noChanges}</p>;
  return (
    <div className="hs-hidden">
      <table data-testid="strip-table">
        <caption>{strip.table}</caption>
        <thead>
          <tr>
            <th scope="col">{strip.columns.time}</th>
            <th scope="col">{strip.columns.pipeline}</th>
            <th scope="col">{strip.columns.change}</th>
            <th scope="col">{strip.columns.because}</th>
          </tr>
        </thead>
        <tbody>
          {turns.map((turn) => (
            <tr key={`${turn.pipeline} ${turn.atMs}`}>
              <td>{clockText(turn.atMs)}</td>
              <td>{strip.tracks[turn.pipeline]}</td>
              <td>{strip.changed(strip.states[turn.from], strip.states[turn.to])}</td>
              <td>{reasonText(turn)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
