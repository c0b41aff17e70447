export interface Made {
  readonly version: string;
  readonly electron: string;
  readonly origin: 'official' | 'registry' | 'given';
  readonly forRelease: boolean;
}
export function packageName(made: Made, platform?: string): string;
