import type { Row } from '../samples/row';
import type { KeptBlock, SampleListener } from '../samples/targetSamples';
import { checksum } from './checksum';
import { writeRow } from './rowRecord';
import { nameBytes } from './sqlite';
import type { WriteQueue } from './writeQueue';

/** Hands what the store of samples takes in to the file. */
export class Keeper implements SampleListener {
  constructor(
    private readonly queue: WriteQueue,
    private readonly targets: Map<string, number>,
  ) {}

  series(target: string, slot: number, key: string): void {
    this.queue.write('series', [this.idOf(target), slot, nameBytes(key)]);
  }

  forgotten(target: string, slot: number): void {
    this.queue.write('forget', [this.idOf(target), slot]);
  }

  row(target: string, row: Row, before: Row | undefined): void {
    const bytes = writeRow(row, before);
    this.queue.write('row', [this.idOf(target), checksum(bytes), bytes]);
  }

  block(target: string, { fromMs, toMs, block }: KeptBlock): void {
    const id = this.idOf(target);
    // The block holds them: they need not be written first.
    this.queue.leaveOut(({ sql, values }) => sql === 'row' && values[0] === id);
    this.queue.write('rowsDone', [id]);
    this.queue.write('block', [id, fromMs, toMs, checksum(block.bytes), block.bytes]);
  }

  dropped(target: string, { fromMs, toMs }: KeptBlock): void {
    this.queue.write('drop', [this.idOf(target), fromMs, toMs]);
  }

  /** The file is empty again. */
  forget(): void {
    this.targets.clear();
  }

  private idOf(target: string): number {
    const known = this.targets.get(target);
    if (known !== undefined) return known;
    const id = Math.max(0, ...this.targets.values()) + 1;
    this.queue.write('target', [id, nameBytes(target)]);
    this.targets.set(target, id);
    return id;
  }
}
