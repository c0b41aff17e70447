/** A text that the user edits, with what it was before and what was undone. */
export interface Draft {
  readonly text: string;
  readonly past: readonly string[];
  readonly future: readonly string[];
  /** Letters are being typed: they are one step back together. */
  readonly typing: boolean;
}

const MOST_STEPS = 200;
/** Letters kept of all steps together: 10,000 rules are a megabyte. */
const MOST_LETTERS = 20_000_000;

export function draftOf(text: string): Draft {
  return { text, past: [], future: [], typing: false };
}

/** `letter`: one was typed; a run of them is undone at once, up to the last blank. */
export function edited(draft: Draft, text: string, letter: boolean): Draft {
  if (text === draft.text) return draft;
  if (letter && draft.typing) return { ...draft, text, future: [] };
  return { text, past: trimmed([...draft.past, draft.text]), future: [], typing: letter };
}

export function undone(draft: Draft): Draft {
  const text = draft.past.at(-1);
  if (text === undefined) return draft;
  return { text, past: draft.past.slice(0, -1), future: [draft.text, ...draft.future], typing: false };
}

export function redone(draft: Draft): Draft {
  const [text, ...future] = draft.future;
  if (text === undefined) return draft;
  return { text, past: [...draft.past, draft.text], future, typing: false };
}

function trimmed(past: readonly string[]): readonly string[] {
  let letters = 0;
  let from = past.length;
  while (from > 0 && past.length - from < MOST_STEPS) {
    letters += past[from - 1]?.length ?? 0;
    if (letters > MOST_LETTERS) break;
    from -= 1;
  }
  return past.slice(from);
}
