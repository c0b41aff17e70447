import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Mantine's ten shades, all ink: controls take no colour, blue is the monitoring pipeline's alone. */
const INK: MantineColorsTuple = [
  '#F3F4F7',
  '#E9EBF0',
  '#DCE0E6',
  '#BCC3CE',
  '#939CAB',
  '#7E8694',
  '#5B6371',
  '#414854',
  '#2B323D',
  '#15181E',
];

export const THEME = createTheme({
  colors: { ink: INK },
  primaryColor: 'ink',
  primaryShade: { light: 9, dark: 2 },
  fontFamily: 'var(--hs-sans)',
  fontFamilyMonospace: 'var(--hs-mono)',
  defaultRadius: 6,
  cursorType: 'pointer',
  focusRing: 'never',
  respectReducedMotion: true,
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '14px', xl: '16px' },
});

/** The nonce that this load's policy allows for styles (electron/main/pageServer.ts). */
export function styleNonce(): string {
  return document.querySelector('meta[name="style-nonce"]')?.getAttribute('content') ?? '';
}
