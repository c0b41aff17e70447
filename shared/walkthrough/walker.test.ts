import { describe, expect, it } from 'vitest';
import { CARDS, HOPS } from '../model/architecture';
import { CHAPTERS } from './chapters';
import type { Step, Target } from './step';
import { allPlaces, doneIn, neighbourStep, placeOf, resumeAt, withDone } from './walker';

const IDS = allPlaces().map(({ step }) => step.id);
const [first, second] = IDS;
const last = IDS[IDS.length - 1];

describe('the steps', () => {
  it('have ids of their own', () => {
    expect(new Set(IDS).size).toBe(IDS.length);
  });

  it.each(IDS)('of %s: what it points at, shows and asks for is part of the architecture', (id) => {
    const step: Step | undefined = placeOf(id)?.step;
    const { task, points, proof } = step ?? expect.unreachable();
    expect(isDrawn(points)).toBe(true);
    expect(isDrawn(proof.of)).toBe(true);
    if ('card' in task) expect(isDrawn({ at: 'card', card: task.card })).toBe(true);
    if (task.kind === 'open-hop') expect(isDrawn({ at: 'hop', from: task.from, to: task.to })).toBe(true);
  });
});

function isDrawn(target: Target): boolean {
  if (target.at === 'card') return CARDS.some(({ id }) => id === target.card);
  return target.at === 'screen' || HOPS.some(({ from, to }) => from === target.from && to === target.to);
}

describe('walking', () => {
  it('goes from the first step to the last over each of them, and back', () => {
    const there: string[] = [];
    for (let at = first; at !== undefined; at = neighbourStep(at, 1)) there.push(at);
    expect(there).toEqual(IDS);
    const back: string[] = [];
    for (let at = last; at !== undefined; at = neighbourStep(at, -1)) back.unshift(at);
    expect(back).toEqual(IDS);
  });

  it('counts chapters and their steps from 1', () => {
    const [chapter] = CHAPTERS;
    expect(placeOf(chapter.steps[1].id)).toMatchObject({ chapterNumber: 1, stepNumber: 2 });
    expect(placeOf(CHAPTERS[1].steps[0].id)).toMatchObject({ chapterNumber: 2, stepNumber: 1 });
    expect(placeOf('of another version')).toBeUndefined();
  });

  it.each([
    ['where it was left', { at: second, done: [] }, second],
    ['where it was left, although its task is done', { at: second, done: [second ?? ''] }, second],
    ['at the first that is not done, when it was left nowhere', { done: [first ?? ''] }, second],
    ['at the first that is not done, when it was left at a step of another version', { at: 'gone', done: [first ?? ''] }, second],
    ['at the beginning, when all is done', { done: IDS }, first],
  ] as const)('goes on %s', (_case, progress, expected) => {
    expect(resumeAt(progress)).toBe(expected);
  });

  it('keeps what is done once, and counts it by chapter', () => {
    const done = withDone(withDone(['of another version'], 'core'), 'fork');
    expect(done).toEqual(['of another version', 'core', 'fork']);
    expect(withDone(done, 'core')).toBe(done);
    expect(CHAPTERS.map((chapter) => doneIn(chapter, done))).toEqual([2, ...CHAPTERS.slice(1).map(() => 0)]);
  });
});
