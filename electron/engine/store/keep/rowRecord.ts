import { ByteReader, ByteWriter, unzigzag, zigzag } from '../../../../shared/series/bytes';
import { Row } from '../samples/row';

/**
 * A scrape as it is written to disk before its block is full: what differs from the row before it. A reader takes the rows of a
 * target in their order.
 */
const EXTRA = 1;
const TIMED = 2;

const out = new ByteWriter();
const changed = new ByteWriter();

export function writeRow(row: Row, before: Row | undefined): Uint8Array {
  out.clear();
  out.byte((row.extra ? EXTRA : 0) | (row.timeOf === undefined ? 0 : TIMED));
  out.varint(row.timeMs);
  out.varint(row.values.length);
  const last = before ?? new Row(row.timeMs, 0);
  const absent = new Row(row.timeMs, row.values.length);
  writeDifferences(
    row.values.length,
    (slot) => sameValue(row, slot, slot < last.values.length ? last : absent),
    (slot) => {
      for (const half of [row.halves[2 * slot] ?? 0, row.halves[2 * slot + 1] ?? 0])
        for (let shift = 0; shift < 32; shift += 8) changed.byte((half >>> shift) & 0xff);
    },
  );
  if (row.timeOf === undefined) return out.finish();
  out.varint(row.ownTimes.length);
  for (const timeMs of row.ownTimes) out.varint(zigzag(timeMs));
  writeDifferences(
    row.values.length,
    (slot) => placeOf(row, slot) === placeOf(last, slot),
    (slot) => changed.varint(placeOf(row, slot)),
  );
  return out.finish();
}

export function readRow(bytes: Uint8Array, before: Row | undefined): Row {
  const input = new ByteReader(bytes);
  const flags = input.byte();
  const timeMs = input.varint();
  const row = new Row(timeMs, input.varint(), (flags & EXTRA) !== 0);
  if (before !== undefined) row.halves.set(before.halves.subarray(0, row.halves.length));
  readDifferences(input, (slot) => {
    for (let half = 0; half < 2; half++) {
      let value = 0;
      for (let shift = 0; shift < 32; shift += 8) value |= input.byte() << shift;
      row.halves[2 * slot + half] = value >>> 0;
    }
  });
  if ((flags & TIMED) === 0) return row;
  const count = input.varint();
  for (let i = 0; i < count; i++) row.ownTimes.push(unzigzag(input.varint()));
  const timeOf = new Uint16Array(row.values.length);
  if (before?.timeOf !== undefined) timeOf.set(before.timeOf.subarray(0, timeOf.length));
  readDifferences(input, (slot) => {
    timeOf[slot] = input.varint();
  });
  row.timeOf = timeOf;
  return row;
}

function writeDifferences(slots: number, isSame: (slot: number) => boolean, write: (slot: number) => void): void {
  changed.clear();
  let count = 0;
  let next = 0;
  for (let slot = 0; slot < slots; slot++) {
    if (isSame(slot)) continue;
    changed.varint(slot - next);
    write(slot);
    next = slot + 1;
    count += 1;
  }
  out.varint(count);
  out.append(changed.view());
}

function readDifferences(input: ByteReader, read: (slot: number) => void): void {
  const count = input.varint();
  for (let i = 0, slot = 0; i < count; i++, slot++) {
    slot += input.varint();
    read(slot);
  }
}

function sameValue(row: Row, slot: number, last: Row): boolean {
  return row.halves[2 * slot] === last.halves[2 * slot] && row.halves[2 * slot + 1] === last.halves[2 * slot + 1];
}

function placeOf(row: Row, slot: number): number {
  return row.timeOf?.[slot] ?? 0;
}
