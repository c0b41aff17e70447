import { describe, expect, it } from 'vitest';
import { notifyOfBreaks } from './breakNotifier';

/** "kubelet" is a hop where data stops, "[hpa]" a card, "(hpa)" only follows from one. */
function breaksOf(session: string, words: readonly string[]) {
  const nameOf = (word: string) => word.replaceAll(/[()[\]]/g, '');
  const atOf = (word: string) =>
    word.startsWith('[') ? ({ kind: 'card', card: nameOf(word) } as const) : ({ kind: 'hop', from: word, to: 'prometheus' } as const);
  return {
    session,
    places: words.filter((word) => !word.startsWith('(')).map((word) => ({ at: atOf(word), says: nameOf(word) })),
    broken: words.map((word) => (word.startsWith('[') ? nameOf(word) : `${nameOf(word)}>prometheus`)),
  };
}

function bench() {
  let nowMs = 0;
  let on = true;
  let watched = false;
  let withdrawn = 0;
  const timers: { readonly atMs: number; readonly run: () => void }[] = [];
  const shown: (readonly string[])[] = [];
  const notifier = notifyOfBreaks({
    isOn: () => on,
    isWatched: () => watched,
    now: () => nowMs,
    later: (ms, run) => timers.push({ atMs: nowMs + ms, run }),
    show: (places) => shown.push(places.map(({ says }) => says)),
    withdraw: () => {
      withdrawn += 1;
    },
  });
  return {
    shown,
    withdrawn: () => withdrawn,
    switchOff: () => {
      on = false;
    },
    sees: (...from: string[]) => notifier.receive(breaksOf('session', from)),
    opensAnother: (...from: string[]) => notifier.receive(breaksOf('another', from)),
    comesBack() {
      watched = true;
      notifier.watched();
    },
    goes() {
      watched = false;
    },
    passes(seconds: number) {
      nowMs += seconds * 1_000;
      for (const timer of timers.splice(0)) {
        if (timer.atMs <= nowMs) timer.run();
        else timers.push(timer);
      }
    },
  };
}

describe('a notification', () => {
  it('comes once for all that broke within ten seconds, and not for what was broken when Hopscope first looked', () => {
    const { sees, passes, shown } = bench();
    sees('kubelet');
    sees('kubelet', 'adapter');
    passes(9);
    sees('kubelet', 'adapter', '[hpa]');
    expect(shown).toEqual([]);
    passes(1);
    passes(200);
    expect(shown).toEqual([['adapter', 'hpa']]);
  });

  it('names the beginning where what follows from it was seen first', () => {
    const { sees, passes, shown } = bench();
    sees();
    sees('hpa');
    sees('kubelet', '(hpa)');
    passes(10);
    sees('hpa');
    passes(200);
    expect(shown).toEqual([['kubelet']]);
  });

  it('is not shown where the window is looked at, nor where it is switched off', () => {
    const looked = bench();
    looked.sees();
    looked.comesBack();
    looked.sees('kubelet');
    looked.goes();
    looked.sees('kubelet');
    looked.passes(60);
    const off = bench();
    off.switchOff();
    off.sees();
    off.sees('kubelet');
    off.passes(60);
    expect([looked.shown, off.shown]).toEqual([[], []]);
  });

  it('waits a minute after the one before, and then says what broke meanwhile and still is', () => {
    const { sees, passes, shown } = bench();
    sees();
    sees('kubelet');
    passes(10);
    sees('kubelet', 'adapter');
    sees('kubelet', 'adapter', 'hpa');
    passes(20);
    sees('kubelet', 'hpa');
    passes(39);
    expect(shown).toEqual([['kubelet']]);
    passes(1);
    expect(shown).toEqual([['kubelet'], ['hpa']]);
  });

  it('of a hop that comes and goes comes once, until the window was looked at', () => {
    const { sees, passes, comesBack, goes, shown, withdrawn } = bench();
    sees();
    for (let turn = 0; turn < 5; turn++) {
      sees('kubelet');
      passes(120);
      sees();
    }
    expect(shown).toEqual([['kubelet']]);
    comesBack();
    expect(withdrawn()).toBe(1);
    goes();
    sees('kubelet');
    passes(10);
    expect(shown).toEqual([['kubelet'], ['kubelet']]);
  });

  it('is not made of what only followed, where its beginning heals', () => {
    const { sees, passes, shown } = bench();
    sees();
    sees('kubelet', '(hpa)');
    passes(120);
    sees('hpa');
    expect(shown).toEqual([['kubelet']]);
  });

  it('does not come for another cluster that was broken when it was opened', () => {
    const { sees, passes, opensAnother, shown } = bench();
    sees();
    opensAnother('kubelet');
    opensAnother('kubelet', 'adapter');
    passes(10);
    expect(shown).toEqual([['adapter']]);
  });
});
