import type { Target } from './step';

export const card = (id: string) => ({ at: 'card', card: id }) as const satisfies Target;
export const hop = (from: string, to: string) => ({ at: 'hop', from, to }) as const satisfies Target;
export const screen = (id: string) => ({ at: 'screen', screen: id }) as const satisfies Target;
