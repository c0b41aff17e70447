import type { Family } from '../../../shared/exposition/parse';
import { catalogLines, type Line } from './catalogLines';
import { familiesOf, type SampleWriter, TextWriter } from './sampleWriter';

/** A family as scripts/catalogs.mjs writes it; see there for the layout of a series. */
export interface CatalogFamily {
  readonly n: string;
  readonly t: string;
  readonly h: string;
  readonly b?: string;
  readonly s: readonly string[];
}

export interface CatalogMoment {
  /** When the process that is shown started. */
  readonly startedMs: number;
  readonly nowMs: number;
  /** What stands for ${node} and ${ip}. */
  readonly names?: Readonly<Record<string, string>>;
  /** Sample lines of families that the caller knows better, without timestamps. "" means no samples. */
  readonly own?: ReadonlyMap<string, string>;
}

export interface Catalog {
  /** The exposition text at that moment: every family of the catalog, counters grown since the start. */
  render(moment: CatalogMoment): string;
  /** The same, into a writer. */
  write(moment: CatalogMoment, writer: SampleWriter): void;
  readonly families: readonly CatalogFamily[];
  /** What reading the text gives as families. */
  readonly described: ReadonlyMap<string, Family>;
}

interface Prepared {
  readonly name: string;
  readonly text: string;
  /** Read from the recording when the family is first written. */
  readonly lines: () => readonly Line[];
}

export function readCatalog(families: readonly CatalogFamily[]): Catalog {
  const prepared = families.map(prepare);
  let described: ReadonlyMap<string, Family> | undefined;
  const write = (moment: CatalogMoment, writer: SampleWriter) => writeAll(prepared, moment, writer);
  return {
    families,
    write,
    render(moment) {
      const writer = new TextWriter();
      write(moment, writer);
      return writer.text;
    },
    get described() {
      described ??= familiesOf(prepared);
      return described;
    },
  };
}

export function familyHead(name: string, type: string, help: string): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
}

function prepare(family: CatalogFamily): Prepared {
  let lines: readonly Line[] | undefined;
  return {
    name: family.n,
    text: familyHead(family.n, family.t, family.h),
    lines: () => {
      lines ??= catalogLines(family);
      return lines;
    },
  };
}

function writeAll(families: readonly Prepared[], moment: CatalogMoment, writer: SampleWriter): void {
  const uptime = Math.max(0, (moment.nowMs - moment.startedMs) / 1000);
  for (const family of families) {
    writer.family(family);
    const own = moment.own?.get(family.name);
    if (own !== undefined) writer.lines(family.name, own);
    else for (const line of family.lines()) line.write(writer, uptime, moment);
  }
}
