import { BACKSLASH, BRACE_CLOSE, COMMA, DIGIT, EQUALS, KINDS, LETTER, QUOTE, SPACE, viewOf } from './bytes';
import { unescaped } from './escapes';
import { labelValue } from './labelValue';
import { BEYOND_ASCII, ESCAPES, type Scanner } from './scanner';
import { METRIC_NAME, NO_LABEL, NO_LABELS, type SeriesMemo, UNKNOWN } from './seriesMemo';
import { encodeUtf8, isUtf8 } from './utf8';

/** How the two formats differ within braces. */
export interface LabelSyntax {
  /** Blanks anywhere, and labels without a comma between them. */
  readonly loose: boolean;
}

/** One label as it is read: where its name is, without quotes. */
interface Name {
  from: number;
  to: number;
  quoted: boolean;
  escapes: boolean;
  valid: boolean;
}

/** A label that the storage would refuse, if another of its name without a value does not make Prometheus drop both. */
interface Refused {
  readonly name: number;
  readonly at: number;
  readonly message: string;
}

const NOT_UTF8 = 'invalid UTF-8 in a metric or label name';

/** Reads sets of labels into the memo. */
export class LabelSetReader {
  /** Whether the metric has its name: before the braces, or in quotes between them. */
  private named = false;
  /** The pieces of the set that was read last, and of longer ones before it. */
  private readonly recent: number[] = [];
  /** Which set each of them ends, given those before it; UNKNOWN where one of these became another since. */
  private readonly recentSets: number[] = [];
  private readonly name: Name = { from: 0, to: 0, quoted: false, escapes: false, valid: true };
  /** Of the set that is read. */
  private refused: Refused[] = [];

  constructor(
    private readonly memo: SeriesMemo,
    private readonly syntax: LabelSyntax,
  ) {}

  /**
   * Reads up to the closing brace, `at` being after the opening one and `from` where the set's text begins. Gives its
   * number in the memo, -1 where it failed.
   */
  read(scanner: Scanner, from: number, named: boolean): number {
    this.named = named;
    this.memo.beginLine();
    if (this.refused.length > 0) this.refused = [];
    let set = NO_LABELS;
    for (let index = 0; ; index++) {
      set = this.readNext(scanner, index === 0 ? from : scanner.at, index, set);
      if (set < 0) return UNKNOWN;
      if (scanner.bytes[scanner.at - 1] === BRACE_CLOSE) return this.named ? this.accepted(scanner, set) : this.unnamed(scanner, from);
    }
  }

  /**
   * Prometheus drops all labels of a name of which one has no value, before it asks whether names are valid and stand there
   * once (labels.Builder.Reset in scrape.mutateSampleLabels). A series without its __name__ it refuses.
   */
  private accepted(scanner: Scanner, set: number): number {
    if (this.refused.length === 0) return set;
    const { memo } = this;
    const dropped = new Set<number>();
    for (const piece of memo.piecesOfSet(set)) {
      const name = memo.labelName(piece);
      if (name >= 0 && name !== memo.nameLabel && labelValue(memo.pieces.bytesOf(piece)) === '') dropped.add(name);
    }
    const refused = this.refused.find(({ name }) => !dropped.has(name));
    if (refused !== undefined) {
      scanner.fail(refused.message, refused.at);
      return UNKNOWN;
    }
    memo.dropLabels(set, dropped);
    return set;
  }

  /**
   * The set that has the piece at this place more than `parent`. Lines that follow one another share most of their
   * pieces, and where one of them changes it often does as it did before: both are tried before anything is read.
   */
  private readNext(scanner: Scanner, from: number, index: number, parent: number): number {
    const { memo, recent, recentSets } = this;
    const before = recent[index] ?? UNKNOWN;
    let piece = before;
    if (!this.isAgain(scanner, from, before)) {
      piece = memo.pieceAfter(before);
      if (!this.isAgain(scanner, from, piece)) {
        const { length } = this.refused;
        piece = this.readPiece(scanner, from);
        if (piece < 0) return UNKNOWN;
        // Never guessed: it is refused in every line anew.
        if (this.refused.length > length) return this.setOnce(index, parent, piece);
        memo.expectPieceAfter(before, piece);
      }
      recent[index] = piece;
    } else {
      const set = recentSets[index] ?? UNKNOWN;
      if (set !== UNKNOWN) return set;
    }
    const set = memo.setOf(parent, piece);
    recentSets[index] = set;
    recentSets[index + 1] = UNKNOWN;
    return set;
  }

  private setOnce(index: number, parent: number, piece: number): number {
    this.recent[index] = UNKNOWN;
    this.recentSets[index] = UNKNOWN;
    this.recentSets[index + 1] = UNKNOWN;
    return this.memo.setOf(parent, piece);
  }

  /** Whether this piece stands there: the scanner is after it then. */
  private isAgain(scanner: Scanner, from: number, piece: number): boolean {
    if (piece < 0) return false;
    const { memo } = this;
    const end = from + memo.pieces.lengthOf(piece);
    if (end >= scanner.end || !memo.pieces.is(piece, scanner.view, from)) return false;
    const last = scanner.bytes[end - 1];
    const labelName = memo.labelName(piece);
    // Only a comma or brace ends a piece whatever comes next. A name that is there already is for the reader to refuse.
    if ((last !== COMMA && last !== BRACE_CLOSE) || labelName === METRIC_NAME) return false;
    if (labelName !== NO_LABEL && !memo.isNewInLine(labelName)) return false;
    scanner.at = end;
    return true;
  }

  /** The piece's number, -1 where it failed. */
  private readPiece(scanner: Scanner, from: number): number {
    if (this.syntax.loose) scanner.skipBlanks();
    const start = scanner.at;
    const end = plainLabelEnd(scanner);
    if (end >= 0) return this.plainPiece(scanner, from, start, end);
    const closes = scanner.code === BRACE_CLOSE;
    if (closes) scanner.at++;
    const labelName = closes ? NO_LABEL : this.readLabel(scanner);
    return scanner.failure === undefined ? this.keep(scanner, from, labelName) : -1;
  }

  private keep({ view, at }: Scanner, from: number, labelName: number): number {
    const { pieces } = this.memo;
    const before = pieces.count;
    const piece = pieces.idOf(view, from, at);
    if (piece === before) this.memo.isLabelName(piece, labelName);
    return piece;
  }

  /** A label as most are, which ends at `end`: its name need not be looked up where the piece is known. */
  private plainPiece(scanner: Scanner, from: number, nameFrom: number, end: number): number {
    const { memo, name } = this;
    const before = memo.pieces.count;
    const piece = memo.pieces.idOf(scanner.view, from, end);
    scanner.at = nameFrom;
    const known = piece === before ? memo.nameLabel : memo.labelName(piece);
    if (known === memo.nameLabel || !memo.isNewInLine(known)) {
      scanner.skipLabelName();
      name.from = nameFrom;
      name.to = scanner.at;
      name.escapes = false;
      name.valid = true;
      const labelName = this.checkName(scanner, piece === before);
      memo.isLabelName(piece, labelName);
    }
    scanner.at = end;
    return scanner.failure === undefined ? piece : -1;
  }

  private unnamed(scanner: Scanner, from: number): number {
    scanner.fail('metric name not set', from);
    return -1;
  }

  /** One label or name and what separates it from the next: a comma, or the closing brace. Gives the name's number. */
  private readLabel(scanner: Scanner): number {
    const { loose } = this.syntax;
    const { name } = this;
    const from = scanner.at;
    if (!skipName(scanner, name)) return NO_LABEL;
    if (loose) scanner.skipBlanks();
    if (scanner.code === COMMA || scanner.code === BRACE_CLOSE) return this.readMetricName(scanner, from);
    if (!readValue(scanner, this.syntax, true)) return NO_LABEL;
    if (loose) scanner.skipBlanks();
    if (scanner.code === COMMA || scanner.code === BRACE_CLOSE) scanner.at++;
    else if (!loose) scanner.expected('comma or brace close');
    return this.checkName(scanner, true);
  }

  /**
   * A name alone is the metric's. Prometheus cuts its first and last byte off, be they quotes or not: `{abc}` is the
   * metric `b` (model/textparse/promparse.go, Labels), and `{a}` makes 3.10 panic.
   */
  private readMetricName(scanner: Scanner, from: number): number {
    const { from: start, to, quoted, valid } = this.name;
    const length = quoted ? to - start : to - start - 2;
    if (!valid) scanner.fail(NOT_UTF8, start);
    else if (this.named) scanner.fail('metric name already set', from);
    else if (length < 0) scanner.fail('a metric name of one letter between braces needs quotes', from);
    else if (length === 0) scanner.fail('metric name is empty', from);
    this.named = true;
    if (scanner.code === COMMA) scanner.at++;
    return METRIC_NAME;
  }

  /** What the storage refuses: a label name twice, the metric's own included, the empty one, and one that is not UTF-8. */
  private checkName(scanner: Scanner, mayBeNew: boolean): number {
    const { memo, name } = this;
    const id = name.escapes ? this.escapedName(scanner) : memo.names.idOf(scanner.view, name.from, name.to);
    const message = this.refusal(scanner, id, mayBeNew);
    if (message !== undefined) this.refused.push({ name: id, at: name.from, message });
    return id;
  }

  private refusal(scanner: Scanner, id: number, mayBeNew: boolean): string | undefined {
    const { memo, name } = this;
    if (!name.valid) return NOT_UTF8;
    if (id === memo.emptyName) return 'label name is empty';
    if (id !== memo.nameLabel && mayBeNew && memo.isNewInLine(id)) return undefined;
    const text = scanner.text(name.from, name.to);
    return `label name ${JSON.stringify(name.escapes ? unescaped(text) : text)} is not unique`;
  }

  private escapedName(scanner: Scanner): number {
    const bytes = encodeUtf8(unescaped(scanner.text(this.name.from, this.name.to)));
    return this.memo.names.idOf(viewOf(bytes), 0, bytes.length);
  }
}

/** Where `name="value",` or `name="value"}` ends that begins at the scanner's place; -1 for anything less plain. */
function plainLabelEnd({ bytes, end, at: from }: Scanner): number {
  let at = from;
  if (at >= end || KINDS[bytes[at] ?? 0] !== LETTER) return -1;
  do at++;
  while (at < end && ((KINDS[bytes[at] ?? 0] ?? 0) & (LETTER | DIGIT)) !== 0);
  if (at + 2 >= end || bytes[at] !== EQUALS || bytes[at + 1] !== QUOTE) return -1;
  at += 2;
  let code = bytes[at] ?? 0;
  while (code !== QUOTE) {
    if (code < SPACE || code === BACKSLASH || code >= 0x80 || ++at >= end) return -1;
    code = bytes[at] ?? 0;
  }
  if (++at >= end) return -1;
  code = bytes[at] ?? 0;
  return code === COMMA || code === BRACE_CLOSE ? at + 1 : -1;
}

function skipName(scanner: Scanner, name: Name): boolean {
  name.from = scanner.at;
  name.quoted = scanner.code === QUOTE;
  name.escapes = false;
  name.valid = true;
  if (!name.quoted) {
    const found = scanner.skipLabelName() || scanner.expected('label name');
    name.to = scanner.at;
    return found;
  }
  const found = scanner.skipQuoted(true, false);
  if (found < 0) return scanner.fail('expected label name, got a text in quotes that does not end');
  name.from += 1;
  name.to = scanner.at - 1;
  name.escapes = (found & ESCAPES) !== 0;
  name.valid = (found & BEYOND_ASCII) === 0 || isUtf8(scanner.bytes, name.from, name.to);
  return true;
}

/** `="value"`; `at` is after the closing quote then, and after the NULs that follow it. */
export function readValue(scanner: Scanner, { loose }: LabelSyntax, nulls: boolean): boolean {
  if (scanner.code !== EQUALS) return scanner.expected('equal');
  scanner.at++;
  if (loose) skipBlanksAndNuls(scanner);
  if (scanner.code !== QUOTE) return scanner.expected('label value');
  const from = scanner.at + 1;
  const found = scanner.skipQuoted(loose, nulls);
  if (found < 0) return scanner.fail('expected label value, got a text in quotes that does not end', from - 1);
  const valid = (found & BEYOND_ASCII) === 0 || isUtf8(scanner.bytes, from, scanner.at - 1);
  return valid || scanner.fail('invalid UTF-8 label value', from);
}

/** NULs are passed over only where a blank stands before them. */
export function skipBlanksAndNuls(scanner: Scanner): void {
  for (let { at } = scanner; ; at = scanner.at) {
    scanner.skipBlanks();
    if (scanner.at === at) return;
    scanner.skipNuls();
  }
}
