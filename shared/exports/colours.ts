import type { Health } from '../model/health';

/** The window's colours in its light theme (renderer/ui/tokens.css; a test compares): what is handed on is read and printed on white. */
export const COLOURS = {
  canvas: '#f6f7f9',
  lane: '#edf3fe',
  surface: '#ffffff',
  'surface-2': '#f3f4f7',
  text: '#15181e',
  'text-2': '#414854',
  'text-3': '#5b6371',
  line: '#dce0e6',
  'line-2': '#7e8694',
  'core-edge': '#565d6a',
  mon: '#1b59cc',
  'mon-edge': '#3c77e4',
} as const;

/** Text and line, and the ground behind it, of each state. */
export const STATE_COLOURS: Readonly<Record<Health, { readonly line: string; readonly soft: string }>> = {
  ok: { line: '#0b7552', soft: '#ddf3ea' },
  degraded: { line: '#8c5600', soft: '#fff0d6' },
  broken: { line: '#ae1a12', soft: '#fde7e4' },
  denied: { line: '#6a3bb8', soft: '#efe8fb' },
  stale: { line: '#6f5a20', soft: '#f6f0dc' },
  unknown: { line: '#5b6371', soft: '#eceef1' },
  absent: { line: '#5b6371', soft: '#ffffff' },
};

/** The colour of a hop's line: its pipeline's while it carries, else its state's. */
export function hopColour({ state, pipeline }: { readonly state: Health; readonly pipeline: 'core' | 'monitoring' }): string {
  if (state === 'ok' || state === 'stale') return pipeline === 'core' ? COLOURS['core-edge'] : COLOURS['mon-edge'];
  return STATE_COLOURS[state].line;
}

/** A line that carries nothing, or of which nobody knows, is dashed. */
export function isDashed(state: Health): boolean {
  return state !== 'ok' && state !== 'degraded' && state !== 'broken';
}
