import { ByteStrings } from './byteStrings';
import { grown, grownSize } from './bytes';
import { unescaped, unescapedHelp } from './escapes';
import type { Family } from './exposition';
import type { Scanner } from './scanner';
import { decodeUtf8, isUtf8 } from './utf8';

/** What a line says of a family; the two formats write help differently. */
export const HELP = 0;
export const PLAIN_HELP = 1;
export const TYPE = 2;
export const UNIT = 3;

const FIELDS = 3;

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
    if (id === before && !isUtf8(bytes, from, to)) this.invalid.add(id);
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
  count = 0;
  private records: Int32Array;

  constructor(expected: number) {
    this.records = new Int32Array(Math.max(expected, 64) * FIELDS);
  }

  add(name: number, kind: number, text: number): void {
    const at = this.count++ * FIELDS;
    if (at + FIELDS > this.records.length) this.records = grown(this.records, new Int32Array(grownSize(this.records.length, at + FIELDS)));
    this.records[at] = name;
    this.records[at + 1] = kind;
    this.records[at + 2] = text;
  }

  /** Families by name, in the order of their first line. Later lines win, as in Prometheus' metadata. */
  families(nameText: (name: number) => string, texts: MetadataTexts): Map<string, Family> {
    const families = new Map<string, Writable>();
    for (let at = 0; at < this.count * FIELDS; at += FIELDS) {
      const name = nameText(this.records[at] ?? 0);
      let family = families.get(name);
      if (family === undefined) {
        family = {};
        families.set(name, family);
      }
      set(family, this.records[at + 1] ?? 0, texts.string(this.records[at + 2] ?? 0));
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
