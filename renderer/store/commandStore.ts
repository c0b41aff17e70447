import { create } from 'zustand';

/** Where a command stands in the keys' help and in the palette. */
export type CommandGroup = 'screens' | 'map' | 'inspector' | 'looks' | 'window';

/**
 * Something the user can do. The palette, the keys of the window and their help are all made of these;
 * a feature offers its own while it is on the screen.
 */
export interface Command {
  readonly id: string;
  readonly group: CommandGroup;
  readonly words: string;
  /** As KeyboardEvent.key names them, with "Ctrl+" before it for Ctrl or Cmd, and "Shift+" before F keys: "l", "Ctrl+k", "F5", "Shift+F3". */
  readonly keys: readonly string[];
  /** Absent: the part that has the focus does it with this key; the help names it, the palette does not. */
  readonly run?: () => void;
  /** Absent: always. Not now: the palette leaves it out and its key does nothing. */
  readonly when?: () => boolean;
  /** Said in the help but no entry of the palette (opening the palette itself). */
  readonly keyOnly?: boolean;
}

export const useCommands = create<{ readonly commands: readonly Command[] }>(() => ({ commands: [] }));

/** Commands that are there from now on, in this order; one of the same id takes the other's place. Returns what takes them back. */
export function offerCommands(offered: readonly Command[]): () => void {
  const ids = new Set(offered.map(({ id }) => id));
  useCommands.setState(({ commands }) => ({ commands: [...commands.filter(({ id }) => !ids.has(id)), ...offered] }));
  return () => useCommands.setState(({ commands }) => ({ commands: commands.filter((command) => !offered.includes(command)) }));
}

/** Whether it can be run at this moment. */
export function isAvailable(command: Command): boolean {
  return command.when?.() ?? true;
}
