export function percentile(values: readonly number[], share: number): number;
export function slope(points: readonly (readonly [x: number, y: number])[]): number;
export function intervals(times: readonly number[]): number[];
export function workPerFrame(tasks: readonly { readonly ms: number; readonly frame: boolean }[]): number[];
