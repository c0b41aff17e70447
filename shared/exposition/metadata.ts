import { ByteStrings } from './byteStrings';
import { grown, grownSize, NEWLINE, NUL, SPACE, viewOf } from './bytes';
import { unescaped, unescapedHelp } from './escapes';
import type { Family } from './exposition';
import type { Scanner } from './scanner';
import { decodeUtf8, encodeUtf8, isAscii, isUtf8 } from './utf8';

/** What a line says of a family; the two formats write help differently. */
export const HELP = 0;
export const PLAIN_HELP = 1;
export const TYPE = 2;
export const UNIT = 3;
/** Beside these: the name stands in quotes. */
const QUOTED = 4;

const FIELDS = 3;
/** How far ahead a line is looked for that was not the expected one: others of the scrape before are gone then. */
const AHEAD = 16;

/** `# HELP ` and the others as two numbers of four bytes, which share one byte, by what the line says. */
const KEYWORDS = ['# HELP ', '# HELP ', '# TYPE ', '# UNIT '].map((keyword) => viewOf(encodeUtf8(keyword)));
const KEYWORD_LENGTH = 7;
const STARTS = Int32Array.from(KEYWORDS, (keyword) => keyword.getInt32(0, true));
const ENDS = Int32Array.from(KEYWORDS, (keyword) => keyword.getInt32(KEYWORD_LENGTH - 4, true));

/** The texts of metadata lines over all scrapes of a target, each kept once. */
export class MetadataTexts {
  readonly texts = new ByteStrings();
  private readonly strings: string[] = [];
  /** Texts that are not UTF-8: refused anew each time they come. */
  private readonly invalid = new Set<number>();

  get heldBytes(): number {
    return this.texts.heldBytes;
  }

  /** The text's number, -1 where it is not UTF-8. */
  idOf({ bytes, view }: Scanner, from: number, to: number): number {
    const before = this.texts.count;
    const id = this.texts.idOf(view, from, to);
    if (id === before && !isAscii(view, from, to) && !isUtf8(bytes, from, to)) this.invalid.add(id);
    return this.invalid.size > 0 && this.invalid.has(id) ? -1 : id;
  }

  string(id: number): string {
    let text = this.strings[id];
    if (text === undefined) {
      const bytes = this.texts.bytesOf(id);
      text = decodeUtf8(bytes, 0, bytes.length);
      this.strings[id] = text;
    }
    return text;
  }
}

/** The metadata lines of one scrape in their order: name, what is said, its text, as numbers. */
export class Metadata {
  private size = 0;
  private records: Int32Array;
  /** The lines of the scrape before, and which of them is expected next. */
  private readonly known: Int32Array;
  private readonly knownSize: number;
  private next = 0;

  constructor(before: Metadata | undefined) {
    this.known = before?.records ?? new Int32Array(0);
    this.knownSize = before?.size ?? 0;
    this.records = new Int32Array(Math.max(this.knownSize, 64 * FIELDS));
  }

  add(name: number, kind: number, text: number, quoted: boolean): void {
    const said = quoted ? kind | QUOTED : kind;
    this.push(name, said, text);
    const last = Math.min(this.knownSize, this.next + AHEAD * FIELDS);
    for (let at = this.next; at < last; at += FIELDS) {
      if (this.known[at] !== name || this.known[at + 1] !== said || this.known[at + 2] !== text) continue;
      this.next = at + FIELDS;
      return;
    }
  }

  /** Where the line after the one at `from` begins, if that says the very same as the next of the scrape before: it is added then. Else -1. */
  again(line: DataView, from: number, names: ByteStrings, texts: ByteStrings): number {
    const { known, next } = this;
    if (next >= this.knownSize) return -1;
    const name = known[next] ?? 0;
    const kind = known[next + 1] ?? 0;
    const text = known[next + 2] ?? 0;
    const blank = from + KEYWORD_LENGTH + names.lengthOf(name);
    const end = blank + 1 + texts.lengthOf(text);
    // What stands after the line must be known: in OpenMetrics a NUL there belongs to it.
    if (end + 1 >= line.byteLength || line.getUint8(end + 1) === NUL) return -1;
    // What was said of a name in quotes has no start here: without them it might be two words.
    if (line.getInt32(from, true) !== STARTS[kind] || line.getInt32(from + KEYWORD_LENGTH - 4, true) !== ENDS[kind]) return -1;
    if (line.getUint8(end) !== NEWLINE || line.getUint8(blank) !== SPACE) return -1;
    if (!names.is(name, line, from + KEYWORD_LENGTH) || !texts.is(text, line, blank + 1)) return -1;
    this.push(name, kind, text);
    this.next = next + FIELDS;
    return end + 1;
  }

  private push(name: number, said: number, text: number): void {
    const at = this.size;
    this.size += FIELDS;
    if (this.size > this.records.length) this.records = grown(this.records, new Int32Array(grownSize(this.records.length, this.size)));
    this.records[at] = name;
    this.records[at + 1] = said;
    this.records[at + 2] = text;
  }

  /** Families by name, in the order of their first line. Later lines win, as in Prometheus' metadata. */
  families(nameText: (name: number) => string, texts: MetadataTexts): Map<string, Family> {
    const families = new Map<string, Writable>();
    for (let at = 0; at < this.size; at += FIELDS) {
      const name = nameText(this.records[at] ?? 0);
      let family = families.get(name);
      if (family === undefined) {
        family = {};
        families.set(name, family);
      }
      set(family, (this.records[at + 1] ?? 0) & ~QUOTED, texts.string(this.records[at + 2] ?? 0));
    }
    return families;
  }
}

type Writable = { -readonly [field in keyof Family]: Family[field] };

function set(family: Writable, kind: number, text: string): void {
  if (kind === TYPE) family.type = text === 'untyped' ? 'unknown' : text;
  else if (kind === UNIT) family.unit = text;
  else family.help = kind === PLAIN_HELP ? unescapedHelp(text) : unescaped(text);
}
