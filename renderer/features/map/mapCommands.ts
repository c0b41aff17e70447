/** What the menu and keys outside the map can ask of it. */
export interface MapCommands {
  fit(): void;
  zoomIn(): void;
  zoomOut(): void;
}

let current: MapCommands | undefined;

/** The map that is shown takes the commands; returns what ends that. */
export function listenToMapCommands(commands: MapCommands): () => void {
  current = commands;
  return () => {
    if (current === commands) current = undefined;
  };
}

export function commandMap(command: keyof MapCommands): void {
  current?.[command]();
}
