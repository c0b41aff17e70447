import type { BlindLane, BlindPicture } from '../../../shared/contract/blindSpots';
import { formatClock, formatRatio } from '../../../shared/model/format';
import { zoneOffsetMinutes } from '../../store/clock';
import { texts } from '../../texts/catalogue';

const t = texts.blindSpots;

interface Row {
  readonly key: string;
  readonly cells: readonly string[];
  readonly fromMs: number;
}

/** The picture as rows, for screen readers: kept runs and lost states of each lane in order of time. */
export function PictureTable({ picture }: { readonly picture: BlindPicture }) {
  const { table } = t;
  return (
    <table className="hs-hidden" data-testid="blind-table">
      <caption>{table.caption(`${picture.namespace}/${picture.name}`)}</caption>
      <thead>
        <tr>
          {[table.signal, table.value, table.from, table.to, table.kept, table.chance].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {picture.lanes.flatMap(rowsOf).map(({ key, cells }) => (
          <tr key={key}>
            {cells.map((cell, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
              <td key={at}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function rowsOf(lane: BlindLane): readonly Row[] {
  const clock = (ms: number | undefined): string => (ms === undefined ? t.table.goesOn : formatClock(ms, zoneOffsetMinutes()));
  const title = lane.container === undefined ? lane.title : `${lane.title} (${lane.container})`;
  const key = `${lane.signal}/${lane.container ?? ''}`;
  const kept = lane.kept.map(({ fromMs, toMs, value }) => ({
    key: `${key} ${fromMs} kept ${value}`,
    fromMs,
    cells: [title, value, clock(fromMs), clock(toMs), t.table.isKept, ''],
  }));
  const lost = lane.lost.map(({ fromMs, toMs, reason, verdict, chance, value }) => ({
    key: `${key} ${fromMs} lost ${value}`,
    fromMs,
    cells: [title, reason, clock(fromMs), clock(toMs), verdict === 'was-missed' ? t.missed : t.neverSeen, formatRatio(chance)],
  }));
  return [...kept, ...lost].sort((a, b) => a.fromMs - b.fromMs);
}
