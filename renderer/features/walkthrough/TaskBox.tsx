import { useState } from 'react';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';
import type { TaskState } from './useTask';

const t = texts.walkthrough;

interface TaskBoxProps {
  readonly words: { readonly task: string; readonly hint: string };
  readonly task: TaskState;
}

/** What to do, whether it is done, and how, for who asks. */
export function TaskBox({ words, task }: TaskBoxProps) {
  const [hinted, setHinted] = useState(false);
  return (
    <div className="hs-walk-task hs-small" data-done={task.done} data-testid="walk-task">
      <Glyph state={task.done ? 'ok' : 'unknown'} size={14} />
      <div>
        <p>
          <b>{t.task}</b> {words.task}{' '}
          <button
            type="button"
            className="hs-link"
            aria-expanded={hinted}
            onClick={() => setHinted((shown) => !shown)}
            data-testid="walk-hint"
          >
            {t.hint}
          </button>
        </p>
        {hinted ? <p className="hs-t2">{words.hint}</p> : null}
        <p role="status" className="hs-walk-result" data-testid="walk-result">
          {task.done ? t.done : task.missed ? t.notYet : ''}
        </p>
      </div>
    </div>
  );
}
