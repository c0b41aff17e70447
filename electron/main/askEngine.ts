import { FromEngineProcess, type ToEngine } from '../../shared/contract/control';
import { failed, ok, type Result } from '../../shared/model/result';
import { describeExit, type EngineChild } from './engineSupervisor';

export interface AskParts {
  fork(): EngineChild<unknown>;
  later(ms: number, run: () => void): void;
}

interface Question<T extends FromEngineProcess['type']> {
  readonly asked: ToEngine;
  readonly answer: T;
  readonly patienceMs: number;
  /** What did not come about: a sentence. */
  readonly failure: string;
}

/** Asks a short-lived engine process: files of the user's are read where credentials may be, not here. */
export function askEngine<T extends FromEngineProcess['type']>(
  { fork, later }: AskParts,
  { asked, answer, patienceMs, failure }: Question<T>,
): Promise<Result<Extract<FromEngineProcess, { type: T }>, string>> {
  return new Promise((resolve) => {
    const child = fork();
    let over = false;
    const end = (result: Result<Extract<FromEngineProcess, { type: T }>, string>): void => {
      if (over) return;
      over = true;
      resolve(result);
      child.kill();
    };
    child.onMessage((raw) => {
      const message = FromEngineProcess.safeParse(raw);
      if (!message.success) end(failed(`${failure} Window and engine are of two builds: start Hopscope again.`));
      else if (isAnswer(message.data, answer)) end(ok(message.data));
    });
    child.onExit((code, lastWords) => end(failed(`${failure} ${describeExit(code, lastWords)}`)));
    later(patienceMs, () => end(failed(`${failure} Nothing came within ${patienceMs / 1000} s: is a disk not answering?`)));
    child.send(asked);
  });
}

function isAnswer<T extends FromEngineProcess['type']>(
  message: FromEngineProcess,
  type: T,
): message is Extract<FromEngineProcess, { type: T }> {
  return message.type === type;
}
