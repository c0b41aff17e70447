import { Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { RulesError } from '../../../shared/contract/bench';
import { failed, ok, type Result } from '../../../shared/model/result';
import { parseRelabelRules, type RelabelRule } from '../../../shared/relabel/evaluate';
import type { NameScheme } from '../../../shared/relabel/labelNames';
import { type RulesPiece, rulesPieces } from './rulesPieces';
import { inSlices, type SliceClock } from './slices';

export interface ReadRules {
  readonly rules: readonly RelabelRule[];
  /** Where each begins, from 1. */
  readonly lines: readonly number[];
  /** As plain values, for who reads them with a scrape_config. */
  readonly list: readonly unknown[];
}

/** As people paste them: the list alone, or with the field that it stands under. */
const FIELDS = ['metric_relabel_configs', 'relabel_configs', 'write_relabel_configs'];

/** Rules as YAML, short lists on one line as Prometheus prints them. No rules are the empty text. */
export function printRules(list: readonly unknown[]): string {
  if (list.length === 0) return '';
  const document = new Document(list);
  visit(document, {
    Seq: (_key, node, path) => {
      if (path.length > 1) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** Reads a list of rules, bit by bit; each error has its line. Undefined: stopped. */
export async function readRules(
  text: string,
  names: NameScheme,
  clock: SliceClock,
  signal: AbortSignal,
): Promise<Result<ReadRules, readonly RulesError[]> | undefined> {
  const reader = new RulesReader(rulesPieces(text), names);
  if (!(await inSlices(() => reader.step(), clock, signal))) return undefined;
  return reader.errors.length > 0 ? failed(reader.errors) : ok(reader);
}

class RulesReader implements ReadRules {
  readonly rules: RelabelRule[] = [];
  readonly lines: number[] = [];
  readonly list: unknown[] = [];
  readonly errors: RulesError[] = [];
  private piece = 0;
  private open: OpenPiece | undefined;

  constructor(
    private readonly pieces: readonly RulesPiece[],
    private readonly names: NameScheme,
  ) {}

  /** Reads one rule more, or opens the next piece; false: that was all. */
  step(): boolean {
    const item = this.open?.next();
    if (this.open !== undefined && item !== undefined) {
      this.take(this.open, item);
      return true;
    }
    const piece = this.pieces[this.piece++];
    if (piece === undefined) return false;
    this.open = new OpenPiece(piece);
    this.errors.push(...this.open.errors);
    return true;
  }

  private take(piece: OpenPiece, item: Node): void {
    const value = piece.plain(item);
    if (!value.ok) {
      this.errors.push({ line: piece.lineOf(item), says: value.error });
      return;
    }
    const rule = parseRelabelRules([value.value], { names: this.names });
    if (!rule.ok) {
      this.errors.push({ line: piece.lineOf(fieldOf(item, rule.error.path)), says: rule.error.message });
      return;
    }
    this.rules.push(...rule.value);
    this.lines.push(piece.lineOf(item));
    this.list.push(value.value);
  }
}

/** One piece as YAML. */
class OpenPiece {
  readonly errors: readonly RulesError[];
  private readonly counter = new LineCounter();
  private readonly document: Document.Parsed;
  private readonly items: readonly Node[];
  private at = 0;

  constructor(private readonly piece: RulesPiece) {
    this.document = parseDocument(piece.text, { lineCounter: this.counter });
    const end = piece.text.trimEnd().length;
    const wrong = this.document.errors.map(({ pos, message }) => ({ line: this.lineAt(Math.min(pos[0], end)), says: firstLine(message) }));
    const items = wrong.length > 0 ? [] : itemsIn(this.document);
    this.items = items ?? [];
    this.errors = items === undefined ? [{ line: this.lineOf(this.document.contents), says: NO_LIST }] : oneALine(wrong);
  }

  next(): Node | undefined {
    return this.items[this.at++];
  }

  lineOf(node: Node | null): number {
    return this.lineAt(node?.range?.[0] ?? 0);
  }

  /** An alias that grows without end is an error like any other. */
  plain(item: Node): Result<unknown, string> {
    try {
      const value: unknown = item.toJS(this.document, { maxAliasCount: 100 });
      return ok(value);
    } catch (failure) {
      return failed(failure instanceof Error ? firstLine(failure.message) : 'it cannot be read');
    }
  }

  private lineAt(offset: number): number {
    return this.piece.linesBefore + Math.max(1, this.counter.linePos(offset).line);
  }
}

const NO_LIST = 'rules are a list: each begins with "- "';

/** What follows from an error is said of the same line. */
function oneALine(errors: readonly RulesError[]): readonly RulesError[] {
  return errors.filter(({ line }, at) => errors.findIndex((each) => each.line === line) === at);
}

function itemsIn({ contents: root }: Document.Parsed): readonly Node[] | undefined {
  if (root === null || (isScalar(root) && root.value === null)) return [];
  if (isSeq<Node>(root)) return root.items;
  if (!isMap(root) || root.items.length !== 1) return undefined;
  const field = FIELDS.find((name) => root.has(name));
  const list = field === undefined ? undefined : root.get(field, true);
  return isSeq<Node>(list) ? list.items : undefined;
}

/** The node that "[0].regex" names, or the rule itself. */
function fieldOf(item: Node, path: string): Node {
  const field = /^\[0\]\.(\w+)/.exec(path)?.[1];
  if (field === undefined || !isMap<Node>(item)) return item;
  return item.items.find(({ key }) => isScalar(key) && key.value === field)?.key ?? item;
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
}
