import { mixed } from './byteStrings';
import { addLabel } from './labelRecord';
import { labelValue, metricName } from './labelValue';
import { METRIC_NAME, type SeriesMemo } from './seriesMemo';
import { decodeUtf8 } from './utf8';

/** What the series of a memo are called, as strings: made when someone asks, each name and value once. */
export class Catalogue {
  private readonly names: string[] = [];
  private readonly values: string[] = [];
  /** Of each piece the hash of its label; undefined while nobody asked. */
  private readonly hashes: (number | undefined)[] = [];
  private readonly seed = Math.floor(Math.random() * 0x7fffffff);

  constructor(private readonly memo: SeriesMemo) {}

  nameOf(series: number): string {
    const name = this.memo.nameOf(series);
    if (name !== this.memo.emptyName) return this.nameText(name);
    const quoted = this.memo.piecesOf(series).find((piece) => this.memo.labelName(piece) === METRIC_NAME);
    return quoted === undefined ? '' : this.valueText(quoted);
  }

  /**
   * The same number for the same name and labels, in whatever order and with whatever labels of no value; others have it
   * by chance alone, which a hostile target cannot steer.
   */
  hashOf(series: number): number {
    let hash = hashOf(this.nameOf(series), this.seed);
    for (const piece of this.memo.labelPiecesOf(series)) {
      hash = (hash + (this.hashes[piece] ?? this.hashOfLabel(piece))) | 0;
    }
    return hash;
  }

  /** Names so far, of labels too; their numbers are below it. */
  get nameCount(): number {
    return this.memo.names.count;
  }

  /** The number of the name before the braces. */
  nameIdOf(series: number): number {
    return this.memo.nameOf(series);
  }

  /** Whether the name stands in quotes between the braces, if anywhere. */
  isNamedInside(series: number): boolean {
    return this.memo.nameOf(series) === this.memo.emptyName;
  }

  /** Without __name__; values as written, without the backslashes of escapes. */
  labelsOf(series: number): Record<string, string> {
    const labels: Record<string, string> = {};
    for (const piece of this.memo.labelPiecesOf(series)) addLabel(labels, this.nameText(this.memo.labelName(piece)), this.valueText(piece));
    return labels;
  }

  /** How many labels it has, without __name__. */
  labelCountOf(series: number): number {
    return this.memo.labelCountOf(series);
  }

  nameText(name: number): string {
    let text = this.names[name];
    if (text === undefined) {
      const bytes = this.memo.names.bytesOf(name);
      text = decodeUtf8(bytes, 0, bytes.length);
      this.names[name] = text;
    }
    return text;
  }

  private hashOfLabel(piece: number): number {
    const value = this.valueText(piece);
    const hash = value === '' ? 0 : mixed(hashOf(value, hashOf(this.nameText(this.memo.labelName(piece)), this.seed)));
    this.hashes[piece] = hash;
    return hash;
  }

  /** What stands in the last quotes of a piece. */
  private valueText(piece: number): string {
    let text = this.values[piece];
    if (text === undefined) {
      const bytes = this.memo.pieces.bytesOf(piece);
      text = this.memo.labelName(piece) === METRIC_NAME ? metricName(bytes) : labelValue(bytes);
      this.values[piece] = text;
    }
    return text;
  }
}

/** FNV-1a of its UTF-16 units. */
function hashOf(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}
