/** How a screen may be looked at. */
export interface Look {
  /** For names of tests and pictures: "1280-light". */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly dark: boolean;
}

/** The four looks of each screen: two sizes, light and dark. */
export const LOOKS: readonly Look[] = [
  { name: '1280-light', width: 1280, height: 800, dark: false },
  { name: '1280-dark', width: 1280, height: 800, dark: true },
  { name: '1920-light', width: 1920, height: 1080, dark: false },
  { name: '1920-dark', width: 1920, height: 1080, dark: true },
];
