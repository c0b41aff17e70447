import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { picture } from './app';

/** How a screen may be looked at; each in light and dark. */
export interface Look {
  /** For names of tests and pictures: "1280". */
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

export const LOOKS: readonly Look[] = [
  { name: '1280', width: 1280, height: 800 },
  { name: '1920', width: 1920, height: 1080 },
];

/** Once in dark and then in light, which stays. */
export async function inBothThemes(page: Page, look: (theme: 'light' | 'dark') => Promise<void>): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await look(theme);
  }
}

/** Pictures NAME-dark and NAME-light. */
export function pictures(page: Page, name: string): Promise<void> {
  return inBothThemes(page, (theme) => picture(page, `${name}-${theme}`));
}

/** No accessibility rule is broken in either theme. */
export function expectAccessibleInBoth(page: Page, within?: string): Promise<void> {
  return inBothThemes(page, () => expectAccessible(page, within));
}
