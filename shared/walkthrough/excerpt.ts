import { laidOut } from '../json/layOut';

/** A line of an answer under its number, from 1. */
export interface ExcerptLine {
  readonly number: number;
  readonly text: string;
}

const LINES = 3;
/** No line of an excerpt is wide enough for more. */
const LONGEST = 400;

/** Three lines of an answer: from the first that holds `find` and is no comment, else from its beginning. */
export function excerptOf(text: string, contentType: string | undefined, find?: string): readonly ExcerptLine[] {
  const lines = (laidOut(text, contentType) ?? text).split('\n');
  const found = find === undefined ? -1 : lines.findIndex((line) => line.includes(find) && !line.startsWith('#'));
  const from = Math.max(0, found);
  return lines
    .slice(from, from + LINES)
    .map((line, index) => ({ number: from + index + 1, text: line.slice(0, LONGEST) }))
    .filter((line) => line.text.trim() !== '');
}
