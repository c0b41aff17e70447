import { ByteStrings } from './byteStrings';
import { BRACE_OPEN, grown, grownSize, SPACE, TAB, viewOf } from './bytes';
import { Pairs } from './pairs';
import { encodeUtf8 } from './utf8';

/** The set of no labels at all: the root of the tree of sets. */
export const NO_LABELS = 0;
/** What a piece is that holds no label but the metric's name in quotes, or braces alone. */
export const METRIC_NAME = -2;
export const NO_LABEL = -1;

/** Of names there are fewer than of series (kube-state-metrics: a fifth). */
const SERIES_A_NAME = 2;
/** No series, set or piece. */
export const UNKNOWN = -1;

/**
 * The series of one target, each known by the very bytes that name it, over all its scrapes. A set of labels is a path
 * in a tree of pieces (`{a="1",`, `b="2"}`), so that what sets share is kept once; a series is a name and a set. After
 * each series stands the one that followed it last: the next scrape only compares bytes.
 */
export class SeriesMemo {
  /** Names of metrics and labels. */
  readonly names = new ByteStrings();
  readonly pieces = new ByteStrings();
  private readonly sets = new Pairs();
  private readonly series = new Pairs();
  /** Of each set, how long its text is. */
  private lengths = new Int32Array(64);
  /** Of each piece its label's name, or METRIC_NAME or NO_LABEL. */
  private labelNames = new Int32Array(64);
  /** Of each piece the one that stood in its place in the next line that had another, plus 1. */
  private nextPieces = new Int32Array(64);
  /** Of each series, the one that came after it. */
  private followers = new Int32Array(64);
  /** Of each name, in which line it was last a label's. */
  private seenIn = new Float64Array(64);
  private line = 0;
  /** Of sets in which a label stands without a value beside others of its name, or under a name that is none: the names that do not count. */
  private readonly droppedNames = new Map<number, ReadonlySet<number>>();
  private first = UNKNOWN;
  /** The names "" and "__name__". */
  readonly emptyName: number;
  readonly nameLabel: number;

  constructor() {
    this.emptyName = this.names.idOf(viewOf(new Uint8Array(0)), 0, 0);
    this.nameLabel = this.names.idOf(viewOf(encodeUtf8('__name__')), 0, 8);
    this.sets.idOf(UNKNOWN, UNKNOWN);
  }

  /** Makes room for so many series. */
  reserve(series: number): void {
    this.series.reserve(series);
    this.sets.reserve(series);
    this.pieces.reserve(series);
    this.names.reserve(Math.floor(series / SERIES_A_NAME));
    if (series > this.followers.length) this.followers = grown(this.followers, new Int32Array(series));
    if (series > this.lengths.length) this.lengths = grown(this.lengths, new Int32Array(series));
  }

  get seriesCount(): number {
    return this.series.count;
  }

  /** Bytes of all its arrays. */
  get heldBytes(): number {
    const arrays = [this.lengths, this.labelNames, this.nextPieces, this.followers, this.seenIn].reduce(
      (sum, { byteLength }) => sum + byteLength,
      0,
    );
    return arrays + this.names.heldBytes + this.pieces.heldBytes + this.sets.heldBytes + this.series.heldBytes;
  }

  /** The series expected after another, -1 where none is; before the first one `after` is -1. */
  expected(after: number): number {
    return after < 0 ? this.first : (this.followers[after] ?? UNKNOWN);
  }

  expectAfter(after: number, series: number): void {
    if (after < 0) this.first = series;
    else this.followers[after] = series;
  }

  /** Where the text of this series ends if it is what stands at `from`, else -1. */
  endOf(series: number, text: DataView, from: number): number {
    const name = this.series.left(series);
    const set = this.series.right(series);
    const nameEnd = from + this.names.lengthOf(name);
    if (nameEnd + (this.lengths[set] ?? 0) + 1 >= text.byteLength || !this.names.is(name, text, from)) return -1;
    if (set === NO_LABELS) return isAlone(text, nameEnd) ? nameEnd : -1;
    return this.setEndOf(set, text, nameEnd);
  }

  /** Where the text of this set ends if it is what stands at `from`, else -1. */
  setEndOf(set: number, text: DataView, from: number): number {
    const end = from + (this.lengths[set] ?? 0);
    if (end >= text.byteLength) return -1;
    let pieceEnd = end;
    for (let node = set; node !== NO_LABELS; node = this.sets.left(node)) {
      const piece = this.sets.right(node);
      pieceEnd -= this.pieces.lengthOf(piece);
      if (!this.pieces.is(piece, text, pieceEnd)) return -1;
    }
    return end;
  }

  seriesOf(name: number, set: number): number {
    const before = this.series.count;
    const id = this.series.idOf(name, set);
    if (id === before) {
      if (id >= this.followers.length) this.followers = grown(this.followers, new Int32Array(grownSize(this.followers.length, id + 1)));
      this.followers[id] = UNKNOWN;
    }
    return id;
  }

  setOfSeries(series: number): number {
    return this.series.right(series);
  }

  parentOf(set: number): number {
    return this.sets.left(set);
  }

  lastPieceOf(set: number): number {
    return this.sets.right(set);
  }

  /** The set that has one piece more. */
  setOf(parent: number, piece: number): number {
    const before = this.sets.count;
    const set = this.sets.idOf(parent, piece);
    if (set === before) {
      if (set >= this.lengths.length) this.lengths = grown(this.lengths, new Int32Array(grownSize(this.lengths.length, set + 1)));
      this.lengths[set] = (this.lengths[parent] ?? 0) + this.pieces.lengthOf(piece);
    }
    return set;
  }

  /** The piece that is expected in the place of this one when it is there no longer, -1 where none is. */
  pieceAfter(piece: number): number {
    return (this.nextPieces[piece] ?? 0) - 1;
  }

  expectPieceAfter(piece: number, next: number): void {
    if (piece < 0) return;
    if (piece >= this.nextPieces.length)
      this.nextPieces = grown(this.nextPieces, new Int32Array(grownSize(this.nextPieces.length, piece + 1)));
    this.nextPieces[piece] = next + 1;
  }

  labelName(piece: number): number {
    return this.labelNames[piece] ?? NO_LABEL;
  }

  isLabelName(piece: number, name: number): void {
    if (piece >= this.labelNames.length) {
      this.labelNames = grown(this.labelNames, new Int32Array(grownSize(this.labelNames.length, piece + 1)));
    }
    this.labelNames[piece] = name;
  }

  beginLine(): void {
    this.line++;
  }

  /** Whether this label's name was not yet in the line. */
  isNewInLine(name: number): boolean {
    if (name >= this.seenIn.length) this.seenIn = grown(this.seenIn, new Float64Array(grownSize(this.seenIn.length, name + 1)));
    const isNew = this.seenIn[name] !== this.line;
    this.seenIn[name] = this.line;
    return isNew;
  }

  /** The series' name: the empty one where the name stands between the braces. */
  nameOf(series: number): number {
    return this.series.left(series);
  }

  /** How many labels it has, without __name__. */
  labelCountOf(series: number): number {
    const set = this.setOfSeries(series);
    if (this.droppedNames.has(set)) return this.labelPiecesOf(series).length;
    let count = 0;
    for (let node = set; node !== NO_LABELS; node = this.sets.left(node)) {
      if (this.labelName(this.sets.right(node)) >= 0) count++;
    }
    return count;
  }

  /** Labels of these names do not count in the set. */
  dropLabels(set: number, names: ReadonlySet<number>): void {
    this.droppedNames.set(set, names);
  }

  /** The pieces of the series' set, from the first. */
  piecesOf(series: number): number[] {
    return this.piecesOfSet(this.setOfSeries(series));
  }

  piecesOfSet(set: number): number[] {
    const pieces: number[] = [];
    for (let node = set; node !== NO_LABELS; node = this.sets.left(node)) pieces.push(this.sets.right(node));
    return pieces.reverse();
  }

  /** Those of them that hold a label which counts. */
  labelPiecesOf(series: number): number[] {
    const dropped = this.droppedNames.get(this.setOfSeries(series));
    return this.piecesOf(series).filter((piece) => {
      const name = this.labelName(piece);
      return name >= 0 && dropped?.has(name) !== true;
    });
  }
}

/** Whether a name without labels ends there for certain: one blank, and no brace that might come after more of them. */
function isAlone(text: DataView, at: number): boolean {
  const next = text.getUint8(at + 1);
  return text.getUint8(at) === SPACE && next !== SPACE && next !== TAB && next !== BRACE_OPEN;
}
