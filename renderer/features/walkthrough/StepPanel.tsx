import type { KeyboardEvent } from 'react';
import { CHAPTERS } from '../../../shared/walkthrough/chapters';
import { doneIn, neighbourStep, type Place } from '../../../shared/walkthrough/walker';
import { useEngine } from '../../store/engineStore';
import { goToStep, leaveWalkthrough, useWalkthrough } from '../../store/walkthroughStore';
import { texts } from '../../texts/catalogue';
import { OutLink } from '../../ui/OutLink';
import { TermText } from '../../ui/TermText';
import { LeftOut } from './LeftOut';
import { ProofBox } from './ProofBox';
import { hereIn, walkHere } from './stepsHere';
import { TaskBox } from './TaskBox';
import { useTask } from './useTask';

const t = texts.walkthrough;

/** One step: what it is about, what is answered there now, a task, and the ways on. Arrows go on and back, Esc leaves. */
export function StepPanel({ place }: { readonly place: Place }) {
  const { step, chapter, chapterNumber, stepNumber } = place;
  const words = t.steps[step.id];
  const task = useTask(step);
  const isLast = useEngine(({ view }) => neighbourStep(step.id, 1, hereIn(view)) === undefined);
  const isFirst = useEngine(({ view }) => neighbourStep(step.id, -1, hereIn(view)) === undefined);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of everything in it; each has its button too.
    <div className="hs-walk-panel" data-step={step.id} onKeyDown={onKey}>
      <p className="hs-walk-head hs-micro hs-t3">
        <span>{t.chapter(chapterNumber, CHAPTERS.length, t.chapters[chapter.id])}</span>
        <span className="hs-end hs-nowrap">{t.step(stepNumber, chapter.steps.length)}</span>
      </p>
      <h2 id="hs-walk-title" tabIndex={-1} data-testid="walk-title">
        {words.title}
      </h2>
      <p id="hs-walk-says" className="hs-t2">
        <TermText text={words.says} />{' '}
        <span className="hs-small">
          <OutLink url={step.source} words={t.source} />
        </span>
      </p>
      <LeftOut step={step} />
      <ProofBox proof={step.proof} />
      <TaskBox words={words} task={task} />
      <div className="hs-walk-foot">
        <button type="button" className="hs-button hs-button-bare" onClick={leaveWalkthrough} data-testid="walk-leave">
          {t.leave}
        </button>
        <ChapterPicker place={place} />
        <button type="button" className="hs-button hs-end" disabled={isFirst} onClick={() => walkHere(-1)} data-testid="walk-back">
          {t.back}
        </button>
        {task.done ? null : (
          <button type="button" className="hs-button hs-button-solid" onClick={task.check} data-testid="walk-check">
            {t.check}
          </button>
        )}
        <button
          type="button"
          className={task.done ? 'hs-button hs-button-solid' : 'hs-button'}
          onClick={() => walkHere(1)}
          data-testid="walk-next"
        >
          {isLast ? t.finish : t.next}
        </button>
      </div>
    </div>
  );
}

function ChapterPicker({ place }: { readonly place: Place }) {
  const done = useWalkthrough((facts) => facts.done);
  const choose = (id: string) => {
    const steps = CHAPTERS.find((chapter) => chapter.id === id)?.steps ?? [];
    const first = steps.find(hereIn(useEngine.getState().view)) ?? steps[0];
    if (first !== undefined) goToStep(first.id);
  };
  return (
    <select
      className="hs-walk-chapters hs-small"
      aria-label={t.toChapter}
      value={place.chapter.id}
      onChange={(event) => choose(event.currentTarget.value)}
      data-testid="walk-chapters"
    >
      {CHAPTERS.map((chapter) => (
        <option key={chapter.id} value={chapter.id}>
          {t.chapterOption(t.chapters[chapter.id], doneIn(chapter, done), chapter.steps.length)}
        </option>
      ))}
    </select>
  );
}

/** Not where the arrows choose a chapter. */
function onKey(event: KeyboardEvent): void {
  if (event.target instanceof HTMLSelectElement && event.key !== 'Escape') return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (!['Escape', 'ArrowRight', 'ArrowLeft'].includes(event.key)) return;
  event.preventDefault();
  if (event.key === 'Escape') leaveWalkthrough();
  else walkHere(event.key === 'ArrowRight' ? 1 : -1);
}
