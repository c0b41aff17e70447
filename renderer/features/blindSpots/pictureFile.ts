import type { BlindLane, BlindPicture } from '../../../shared/contract/blindSpots';
import type { Table } from '../../../shared/exports/reportTables';
import type { Savable } from '../../store/saving';
import { texts } from '../../texts/catalogue';
import { svgText } from '../../ui/svgText';

const t = texts.blindSpots;

/** A pod's picture as it can be saved: as it stands there, as a drawing with its name, and every run and state of its lanes. */
export function pictureFile(picture: BlindPicture, part: Element): Savable {
  const name = t.fileName(`${picture.namespace}/${picture.name}`);
  const drawn = part.querySelector('svg');
  const table = () => pictureRows(picture);
  return drawn === null ? { name, table } : { name, table, picture: part, svg: () => svgText(drawn, { title: name }) };
}

/** Lane by lane in order of time; times RFC 3339, the chance is not rounded, an end that is open is an empty cell. */
export function pictureRows({ lanes }: Pick<BlindPicture, 'lanes'>): Table {
  const { table } = t;
  return {
    head: [table.signal, table.container, table.value, table.from, table.to, table.kept, table.chance],
    rows: lanes.flatMap(laneRows),
  };
}

function laneRows({ title, container, kept, lost }: BlindLane): Table['rows'] {
  const runs = kept.map(({ fromMs, toMs, value }) => ({
    fromMs,
    cells: [title, container, value, momentOf(fromMs), momentOf(toMs), t.table.isKept, undefined],
  }));
  const states = lost.map(({ fromMs, toMs, reason, verdict, chance }) => ({
    fromMs,
    cells: [title, container, reason, momentOf(fromMs), toMs && momentOf(toMs), verdict === 'was-missed' ? t.missed : t.neverSeen, chance],
  }));
  return [...runs, ...states].sort((a, b) => a.fromMs - b.fromMs).map(({ cells }) => cells);
}

function momentOf(ms: number): string {
  return new Date(ms).toISOString();
}
