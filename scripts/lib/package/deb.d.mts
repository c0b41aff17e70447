import type { Made } from './contents.mjs';

export function debVersion(made: Made): string;
export function controlFile(made: Made, kibibytes: number): string;
