/** What the menu, the palette and keys outside the map can ask of it. */
export interface MapCommands {
  fit(): void;
  zoomIn(): void;
  zoomOut(): void;
  /** To the break; again: to the next. */
  toBreak(): void;
  /** The path of what is selected, or everything again. */
  togglePath(): void;
  toggleHistory(): void;
  toggleFilter(): void;
  undoMove(): void;
}

let current: MapCommands | undefined;

/** The map that is shown takes the commands; returns what ends that. */
export function listenToMapCommands(commands: MapCommands): () => void {
  current = commands;
  return () => {
    if (current === commands) current = undefined;
  };
}

/** Returns false when no map is on the screen. */
export function commandMap(command: keyof MapCommands): boolean {
  if (current === undefined) return false;
  current[command]();
  return true;
}
