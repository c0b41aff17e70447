import { create } from 'zustand';

/** The time under the pointer, shared by the charts and the time strip; undefined: nowhere. */
export const useTimeCursor = create<{ readonly atMs: number | undefined }>(() => ({ atMs: undefined }));

export function pointAtTime(atMs: number | undefined): void {
  if (useTimeCursor.getState().atMs !== atMs) useTimeCursor.setState({ atMs });
}
