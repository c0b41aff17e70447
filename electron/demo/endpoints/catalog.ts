import type { Family } from '../../../shared/exposition/parse';
import type { CatalogFamily, CatalogMoment } from './catalogFamily';
import { type CatalogLines, catalogLines } from './catalogLines';
import { lazily } from './lazily';
import { familiesOf, type SampleWriter, TextWriter } from './sampleWriter';

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
  readonly lines: () => CatalogLines;
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
  return { name: family.n, text: familyHead(family.n, family.t, family.h), lines: lazily(() => catalogLines(family)) };
}

function writeAll(families: readonly Prepared[], moment: CatalogMoment, writer: SampleWriter): void {
  const uptime = Math.max(0, (moment.nowMs - moment.startedMs) / 1000);
  for (const family of families) {
    writer.family(family);
    const own = moment.own?.get(family.name);
    if (typeof own === 'string') writer.lines(family.name, own);
    else if (own !== undefined) {
      if (writer.wants(family.name)) writer.lines(family.name, own.print());
      else writer.leaveOut(own.count);
    } else {
      const { lines, names, samples } = family.lines();
      if (names.some((name) => writer.wants(name))) for (const line of lines) line.write(writer, uptime, moment);
      else writer.leaveOut(samples);
    }
  }
}
