import type { Result } from '../../model/result';
import { unquote } from '../../promql/quote';
import type { Branch, Command, Node, Operand, Pipe } from './ast';
import { checkFunction } from './functions';
import { type Piece, piecesOf, type Token } from './lexer';
import { caught, TemplateError } from './templateError';

/** A template that was parsed; `source` as written. */
export interface Template {
  readonly source: string;
  readonly nodes: readonly Node[];
}

/** More is no template that someone wrote. */
const DEEPEST = 100;
const KEYWORDS: ReadonlySet<string> = new Set(['if', 'with', 'range', 'else', 'end', 'break', 'continue', 'define', 'block', 'template']);

/** Parses a Go template with the delimiters << and >>; the error is a sentence. Functions and variables must be known. */
export function parseTemplate(source: string): Result<Template, string> {
  return caught(() => ({ source, nodes: new Parser(piecesOf(source)).whole() }));
}

class Parser {
  private at = 0;
  private depth = 0;
  private ranges = 0;
  private variables: string[] = ['$'];
  private tokens: readonly Token[] = [];
  private token = 0;

  constructor(private readonly pieces: readonly Piece[]) {}

  whole(): readonly Node[] {
    const { nodes, closing } = this.list();
    if (closing !== undefined) throw new TemplateError(`unexpected <<${closing}>>`);
    return nodes;
  }

  /** Up to the end, or to `end` or `else`, whose action is then the current one. */
  private list(): { nodes: readonly Node[]; closing: string | undefined } {
    const nodes: Node[] = [];
    for (let piece = this.pieces[this.at]; piece !== undefined; piece = this.pieces[this.at]) {
      this.at++;
      if (piece.kind === 'text') {
        nodes.push(piece);
        continue;
      }
      this.tokens = piece.tokens;
      this.token = 0;
      const keyword = this.keyword();
      if (keyword === 'end' || keyword === 'else') return { nodes, closing: keyword };
      nodes.push(this.node(keyword));
    }
    return { nodes, closing: undefined };
  }

  private keyword(): string | undefined {
    const first = this.tokens[this.token];
    if (first?.kind !== 'word' || !KEYWORDS.has(first.text)) return undefined;
    this.token++;
    return first.text;
  }

  private node(keyword: string | undefined): Node {
    switch (keyword) {
      case undefined: {
        const pipe = this.pipe('command');
        this.finish();
        return { kind: 'action', pipe };
      }
      case 'if':
      case 'with':
      case 'range':
        return this.branch(keyword);
      case 'break':
      case 'continue':
        if (this.ranges === 0) throw new TemplateError(`<<${keyword}>> outside <<range>>`);
        this.finish();
        return { kind: keyword };
      default:
        throw new TemplateError(`<<${keyword}>> is not known to Hopscope`);
    }
  }

  private branch(kind: Branch['kind']): Branch {
    if (++this.depth > DEEPEST) throw new TemplateError('the template is nested too deep');
    const known = this.variables.length;
    const pipe = this.pipe(kind);
    this.finish();
    if (kind === 'range') this.ranges++;
    const { nodes: body, closing } = this.list();
    if (kind === 'range') this.ranges--;
    const otherwise = closing === 'else' ? this.otherwise(kind) : [];
    if (closing === undefined) throw new TemplateError(`<<end>> of <<${kind}>> is missing`);
    if (closing === 'end') this.finish();
    this.variables.length = known;
    this.depth--;
    return { kind, pipe, body, otherwise };
  }

  /** `else if` and `else with` hold a branch that shares the `end`. */
  private otherwise(kind: Branch['kind']): readonly Node[] {
    const next = this.tokens[this.token];
    if (next?.kind === 'word' && next.text === kind && kind !== 'range') {
      this.token++;
      return [this.branch(kind)];
    }
    this.finish();
    const { nodes, closing } = this.list();
    if (closing !== 'end') throw new TemplateError(closing === 'else' ? 'unexpected <<else>>' : `<<end>> of <<${kind}>> is missing`);
    this.finish();
    return nodes;
  }

  private finish(): void {
    const left = this.tokens[this.token];
    if (left !== undefined) throw new TemplateError(`unexpected ${left.text}`);
  }

  private pipe(context: string): Pipe {
    const { variables, assigns } = this.declaration(context);
    const commands: Command[] = [];
    do commands.push(this.command(context, commands.length));
    while (this.sign('|'));
    if (!assigns) this.variables.push(...variables);
    return { variables, assigns, commands };
  }

  private declaration(context: string): Pick<Pipe, 'variables' | 'assigns'> {
    const start = this.token;
    const variables: string[] = [];
    while (this.tokens[this.token]?.kind === 'variable') {
      variables.push(this.tokens[this.token++]?.text ?? '');
      const declares = this.sign(':=');
      if (declares || this.sign('=')) {
        if (!declares) for (const name of variables) this.checkVariable(name);
        return { variables, assigns: !declares };
      }
      if (!(context === 'range' && variables.length === 1 && this.sign(','))) break;
    }
    this.token = start;
    return { variables: [], assigns: false };
  }

  private command(context: string, stage: number): Command {
    const operands: Operand[] = [];
    for (
      let next = this.tokens[this.token];
      next !== undefined && !isSign(next, '|') && !isSign(next, ')');
      next = this.tokens[this.token]
    ) {
      if (operands.length > 0 && !next.spaced) throw new TemplateError(`unexpected ${next.text} in operand`);
      operands.push(this.operand());
    }
    const [first, ...others] = operands;
    if (first === undefined) throw new TemplateError(`missing value for ${context}`);
    if (first.kind === 'nil') throw new TemplateError('nil is not a command');
    if (stage > 0 && (first.kind === 'constant' || first.kind === 'dot')) {
      throw new TemplateError(`non executable command in pipeline stage ${stage + 1}`);
    }
    return [first, ...others];
  }

  private operand(): Operand {
    const token = this.tokens[this.token++];
    if (token === undefined) throw new TemplateError('unexpected end of an action');
    switch (token.kind) {
      case 'dot':
        return { kind: 'dot' };
      case 'field':
        return { kind: 'field', fields: [token.text.slice(1), ...this.fields()] };
      case 'variable':
        this.checkVariable(token.text);
        return { kind: 'variable', name: token.text, fields: this.fields() };
      case 'sign':
        return this.parenthesis(token);
      case 'word':
        return this.word(token.text);
      default:
        return { kind: 'constant', value: constantOf(token), text: token.text };
    }
  }

  private word(name: string): Operand {
    if (name === 'nil') return { kind: 'nil' };
    if (name === 'true' || name === 'false') return { kind: 'constant', value: name === 'true', text: name };
    if (KEYWORDS.has(name)) throw new TemplateError(`unexpected <${name}> in operand`);
    checkFunction(name);
    const next = this.tokens[this.token];
    if (next?.kind === 'field' && !next.spaced) throw new TemplateError(`unexpected ${next.text} after ${name}`);
    return { kind: 'function', name };
  }

  private parenthesis(token: Token): Operand {
    if (token.text !== '(') throw new TemplateError(`unexpected ${token.text} in operand`);
    if (++this.depth > DEEPEST) throw new TemplateError('the template is nested too deep');
    const pipe = this.pipe('parenthesized pipeline');
    if (!this.sign(')')) throw new TemplateError('unclosed left paren');
    this.depth--;
    return { kind: 'pipe', pipe, fields: this.fields() };
  }

  /** `.b.c` right behind an operand. */
  private fields(): readonly string[] {
    const fields: string[] = [];
    for (let next = this.tokens[this.token]; next?.kind === 'field' && !next.spaced; next = this.tokens[this.token]) {
      fields.push(next.text.slice(1));
      this.token++;
    }
    return fields;
  }

  private sign(text: string): boolean {
    const next = this.tokens[this.token];
    if (next === undefined || !isSign(next, text)) return false;
    this.token++;
    return true;
  }

  private checkVariable(name: string): void {
    if (!this.variables.includes(name)) throw new TemplateError(`undefined variable "${name}"`);
  }
}

function isSign(token: Token, text: string): boolean {
  return token.kind === 'sign' && token.text === text;
}

function constantOf({ kind, text }: Token): string | number {
  if (kind === 'number') {
    const digits = text.replaceAll('_', '').replace(/^\+/, '');
    const value = digits.startsWith('-') ? -Number(digits.slice(1)) : Number(digits);
    if (!Number.isSafeInteger(value)) throw new TemplateError(`bad number syntax: ${text}`);
    return value;
  }
  const literal = unquote(text);
  if (!literal.ok) throw new TemplateError(literal.error);
  if (kind === 'string') return literal.value;
  const point = literal.value.codePointAt(0);
  if (point === undefined || String.fromCodePoint(point) !== literal.value)
    throw new TemplateError(`malformed character constant: ${text}`);
  return point;
}
