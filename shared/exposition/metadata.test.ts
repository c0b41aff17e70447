import { expect, test } from 'vitest';
import { type ExpositionFormat, TargetReader } from './targetReader';

/** What one reader says of the families in each of these scrapes, and what a fresh one says of the same scrape. */
function familiesOf(format: ExpositionFormat, texts: readonly string[]) {
  const reader = new TargetReader(format);
  const said = (by: TargetReader, text: string) => {
    const read = by.read(Buffer.from(text));
    return read.ok ? [...read.value.families()] : read.error;
  };
  return texts.map((text) => ({ kept: said(reader, text), fresh: said(new TargetReader(format), text) }));
}

const described = (names: readonly string[]) =>
  names.map((name) => `# HELP ${name} of ${name}\n# TYPE ${name} gauge\n${name} 1\n`).join('');
const ALPHABET = [...'abcdefghijklmnopqrstuvwxyz'];

test.each<[string, ExpositionFormat, readonly string[]]>([
  ['the same again', 'text', [described(ALPHABET), described(ALPHABET)]],
  ['some gone, some new, in another order', 'text', [described(ALPHABET), described(['b', 'new', 'c', 'z', 'a']), described(ALPHABET)]],
  [
    'another text, another type',
    'text',
    ['# HELP a one\n# TYPE a gauge\n', '# HELP a two\n# TYPE a counter\n', '# HELP a one\n# TYPE a gauge\n'],
  ],
  ['a longer text, a shorter one', 'text', ['# HELP a one\n', '# HELP a one more\n', '# HELP a on\n', '# HELP a one\n']],
  ['a name in quotes that is two words without', 'text', ['# HELP "a b" c\n', '# HELP a b c\n', '# HELP "a b" c\n']],
  [
    'blanks where one was',
    'text',
    ['# HELP a b\n', '#  HELP  a b\n', '# HELP a  b\n', ' # HELP a b\n', '# HELP a\tb\n', '# HELP a \n', '# HELP a\n'],
  ],
  ['the last line without its end', 'text', ['# HELP a b\n', '# HELP a b', '# HELP a']],
  ['a type that is none, after one that is', 'text', ['# TYPE a gauge\n', '# TYPE a gauges\n', '# TYPE a gauge\n']],
  ['a comment where metadata was', 'text', ['# HELP a b\n', '# HELLO a b\n', '#HELP a b\n']],
  ['a text that was cut', 'text', ['# HELP a b\n# HELP c d\n', '# HELP a b\na{\n', '# HELP a b\n# HELP c d\n']],
  ['units', 'openmetrics', ['# UNIT a_b b\n# EOF\n', '# UNIT a_c b\n# EOF\n', '# UNIT a_b b\n# EOF\n', '# UNIT a_b b']],
  ['a name in quotes, OpenMetrics', 'openmetrics', ['# HELP "a b" c\n# EOF\n', '# HELP a b c\n# EOF\n', '# HELP "a b" c\n# EOF\n']],
  ['help that is blank', 'openmetrics', ['# HELP a  \n# EOF\n', '# HELP a \n# EOF\n', '# HELP a  \n# EOF\n']],
])('what one scrape said of families does not colour the next: %s', (_name, format, texts) => {
  for (const { kept, fresh } of familiesOf(format, texts)) expect(kept).toEqual(fresh);
});

test('a thousand families, half of them gone and back', () => {
  const names = Array.from({ length: 1000 }, (_, at) => `family_${at}`);
  const half = names.filter((_, at) => at % 40 < 20);
  for (const { kept, fresh } of familiesOf('text', [names, half, names, names].map(described))) expect(kept).toEqual(fresh);
});
