/**
 * NaNs that say something (model/value/value.go of Prometheus): "the series ended here", and the NaN that a component exposed.
 * Told apart by their bits, which JavaScript's numbers do not promise to keep: they are written and tested as halves.
 */
export const STALE_HIGH = 0x7ff0_0000;
export const STALE_LOW = 2;
const NAN_HIGH = 0x7ff8_0000;
const NAN_LOW = 1;

/** Marks the value at `index`: the series is not there any more. */
export function writeStale(halves: Uint32Array, index: number): void {
  halves[2 * index] = STALE_LOW;
  halves[2 * index + 1] = STALE_HIGH;
}

export function isStale(halves: Uint32Array, index: number): boolean {
  return halves[2 * index] === STALE_LOW && halves[2 * index + 1] === STALE_HIGH;
}

/** Writes the NaN that Prometheus makes of every NaN in a text. */
export function writeNaN(halves: Uint32Array, index: number): void {
  halves[2 * index] = NAN_LOW;
  halves[2 * index + 1] = NAN_HIGH;
}
