export function withSecondTry(name: string, start: (files: readonly string[]) => Promise<number>): Promise<number>;
