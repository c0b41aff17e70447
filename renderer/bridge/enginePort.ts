import { FromEngine, type FromRenderer } from '../../shared/contract/engine';
import { whenStill } from '../store/motion';

/** What the port's reader is told. `misfit`: a message that the contract does not know, a mistake of ours. */
export interface EngineListener {
  onMessage(message: FromEngine): void;
  onMisfit(says: string): void;
  /** A new engine is at the other end: say again what is selected. */
  onConnected(): void;
}

let port: MessagePort | undefined;

/**
 * Takes the port that the preload script posts to this window. Only a message from this very window
 * and origin counts; a new port (the engine was restarted) stands in for the old one.
 */
export function listenToEngine(listener: EngineListener): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const [next] = event.ports;
    if (event.source !== window || event.origin !== window.location.origin || next === undefined || !isPortMessage(event.data)) return;
    port?.close();
    port = next;
    next.onmessage = ({ data }: MessageEvent<unknown>) =>
      whenStill(waitsAs(data), () => {
        // What waited while another engine or cluster took its place is news no more.
        if (port === next) receive(data, listener);
      });
    next.start();
    listener.onConnected();
    tellAgain();
  });
}

/** The cluster is left: what its engine still says is not heard. */
export function disconnectEngine(): void {
  if (port === undefined) return;
  port.onmessage = null;
  port.close();
  port = undefined;
}

/** Says something to the engine; lost when none is connected (onConnected says the selection again). */
export function tellEngine(message: FromRenderer): void {
  port?.postMessage(message);
}

/** Messages that every new engine is told as well. */
const kept = new Set<FromRenderer>();

/** Says it now, and again to each engine that is connected until the returned function is called. */
export function keepTelling(message: FromRenderer): () => void {
  kept.add(message);
  tellEngine(message);
  return () => {
    kept.delete(message);
  };
}

/** What is kept being told, once more: the engine has begun anew at its end. */
export function tellAgain(): void {
  for (const message of kept) tellEngine(message);
}

let others = 0;

/** Of pictures of the whole only the newest counts; everything else is heard. */
function waitsAs(raw: unknown): string {
  const type = typeof raw === 'object' && raw !== null && 'type' in raw ? raw.type : undefined;
  if (type === 'view' || type === 'strip') return type;
  others += 1;
  return `${String(type)} ${others}`;
}

function receive(raw: unknown, listener: EngineListener): void {
  const message = FromEngine.safeParse(raw);
  if (message.success) listener.onMessage(message.data);
  else listener.onMisfit(message.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
}

function isPortMessage(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'hopscope' in data && data.hopscope === 'engine-port';
}
