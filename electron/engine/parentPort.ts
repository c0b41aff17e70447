/** What a utility process of Electron has to talk with main; Electron itself is not imported. */
export interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: FromMain) => void): void;
  off(event: 'message', listener: (message: FromMain) => void): void;
  once(event: 'message', listener: (message: FromMain) => void): void;
}

export interface FromMain {
  readonly data: unknown;
  readonly ports: readonly MessagePortLike[];
}

export interface MessagePortLike {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  start(): void;
}

/** Throws outside of a utility process: nothing could be done there. */
export function parentPortOf(process_: NodeJS.Process): ParentPort {
  const port: unknown = Reflect.get(process_, 'parentPort');
  if (!isParentPort(port)) throw new Error('the engine runs in a utility process of Electron only');
  return port;
}

function isParentPort(port: unknown): port is ParentPort {
  return typeof port === 'object' && port !== null && 'postMessage' in port && 'on' in port;
}
