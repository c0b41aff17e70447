import type { Family } from './exposition';
import { type Input, isWellFormed } from './input';
import { Rows } from './rows';
import { NEWLINE, QUOTE, Scanner } from './scanner';

/** One text being read: the place in it, what was found so far. */
export class Document {
  readonly scanner: Scanner;
  readonly rows = new Rows();
  readonly families = new Map<string, Family>();

  constructor(input: Input) {
    this.scanner = new Scanner(input);
  }

  /** Later lines win, as in Prometheus' metadata. */
  describe(name: string, fields: Family): void {
    this.families.set(name, { ...this.families.get(name), ...fields });
  }

  /** The name after TYPE, HELP or UNIT, as written, without its quotes; undefined where it failed. */
  readFamilyName(keyword: string): string | undefined {
    const { scanner } = this;
    const from = scanner.at;
    if (scanner.code === QUOTE && scanner.skipQuoted(true, false) !== undefined) return scanner.input.text.slice(from + 1, scanner.at - 1);
    if (scanner.skipMetricName()) return scanner.input.text.slice(from, scanner.at);
    scanner.expected(`metric name after ${keyword}`);
    return undefined;
  }

  checkHelp(help: string, at: number): boolean {
    return this.scanner.input.wellFormed || isWellFormed(help) || this.scanner.fail('help text is not valid UTF-8', at);
  }

  /** Moves past the end of the line, or past the end of the text. */
  endLine(): void {
    if (this.scanner.code === NEWLINE) this.scanner.at++;
  }
}
