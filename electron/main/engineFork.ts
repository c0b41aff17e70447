import { type MessagePortMain, utilityProcess } from 'electron';
import type { EngineChild } from './engineSupervisor';

/** Kept of the engine's stderr, for the sentence about its end. */
const LAST_WORDS = 4_000;

/** Starts the engine as a utility process. With `verbose` its output goes on to ours; what it has to complain of is `note`d. */
export function forkEngine(script: string, verbose: boolean, note: (says: string) => void): EngineChild<MessagePortMain> {
  const child = utilityProcess.fork(script, [], { serviceName: 'Hopscope engine', stdio: ['ignore', 'pipe', 'pipe'] });
  let lastWords = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString('utf8')).slice(-LAST_WORDS);
    note(`engine: ${chunk.toString('utf8')}`);
    if (verbose) process.stderr.write(chunk);
  });
  child.stdout?.on('data', (chunk: Buffer) => {
    if (verbose) process.stderr.write(chunk);
  });
  return {
    send: (message, port) => child.postMessage(message, port === undefined ? [] : [port]),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.on('exit', (code) => listener(code, lastWords)),
    kill: () => void child.kill(),
  };
}
