import { laidOut as layOut } from '../../../shared/json/layOut';
import { texts } from '../../texts/catalogue';

/** One line of a raw answer as it is shown. */
export interface RawLine {
  /** From 1, as evidence counts. */
  readonly number: number;
  readonly text: string;
}

/** A line longer than this is cut on the screen (the copy is whole). */
const LONGEST = 4_000;

/**
 * The lines of an answer. JSON that came as one line is laid out, so that it can be read; its lines
 * are then numbered as shown, which is how the engine numbers its marks.
 */
export function rawLines(text: string, contentType: string | undefined): { readonly lines: readonly RawLine[]; readonly laidOut: boolean } {
  const laid = layOut(text, contentType);
  const source = laid ?? text;
  const parts = source.endsWith('\n') ? source.slice(0, -1).split('\n') : source.split('\n');
  return { lines: parts.map((part, index) => ({ number: index + 1, text: cut(part) })), laidOut: laid !== undefined };
}

function cut(line: string): string {
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST)} ${texts.inspector.raw.more(line.length - LONGEST)}`;
}

/** Indexes of the lines that hold the words, or carry a mark. */
export function findLines(lines: readonly RawLine[], search: string, marked: ReadonlySet<number>): readonly number[] {
  const wanted = search.trim().toLowerCase();
  return lines.flatMap((line, index) => {
    const hit = wanted === '' ? marked.has(line.number) : line.text.toLowerCase().includes(wanted);
    return hit ? [index] : [];
  });
}
