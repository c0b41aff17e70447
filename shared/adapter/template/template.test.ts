import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { renderTemplate, type TemplateArgs } from '../rules';

interface Case {
  readonly template: string;
  readonly text?: string;
  readonly error?: string;
}

const recorded: { readonly args: TemplateArgs; readonly cases: readonly Case[] } = JSON.parse(
  readFileSync(new URL('../../../e2e/fixtures/adapter-rules/templates.json', import.meta.url), 'utf8'),
);

/** Go has these, Hopscope says that it does not know them. */
const NOT_KNOWN: ReadonlySet<string> = new Set([
  '<<define "x">>y<<end>>',
  '<<printf "%s" .Series .GroupBy>>',
  '<<printf "%5s|" "a">>',
  '<<html "<">>',
]);

describe('as text/template fills it', () => {
  test.each(recorded.cases.map((one) => [one.template, one] as const))('%s', (template, { text }) => {
    const rendered = renderTemplate(template, recorded.args);
    if (text === undefined) expect(rendered).toMatchObject({ ok: false });
    else if (NOT_KNOWN.has(template)) {
      expect(rendered).toMatchObject({ ok: false, error: { message: expect.stringMatching(/not known to Hopscope|too many/) } });
    } else expect(rendered).toEqual({ ok: true, value: text });
  });
});

it('takes what is left out for empty', () => {
  const template = '<<.Series>>|<<.LabelMatchers>>|<<.LabelValuesByName>>|<<.GroupBy>>|<<.GroupBySlice>>';
  expect(renderTemplate(template, {})).toEqual({ ok: true, value: '||map[]||[]' });
});
