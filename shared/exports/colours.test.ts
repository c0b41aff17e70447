import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HEALTHS } from '../model/health';
import { COLOURS, STATE_COLOURS } from './colours';

const TOKENS = new URL('../../renderer/ui/tokens.css', import.meta.url);
const light = readFileSync(TOKENS, 'utf8').split(':root[data-mantine-color-scheme="dark"]')[0] ?? '';

function token(name: string): string | undefined {
  return new RegExp(`--hs-${name}: (#[0-9a-f]{6});`).exec(light)?.[1];
}

describe('colours of exports', () => {
  it.each(Object.entries(COLOURS))("%s is the window's", (name, colour) => expect(colour).toBe(token(name)));

  it.each(HEALTHS)('%s has the colour that the window gives it', (state) => {
    expect(STATE_COLOURS[state].line).toBe(token(state));
    expect(STATE_COLOURS[state].soft).toBe(token(`${state}-soft`) ?? COLOURS.surface);
  });
});
