/** The whole Report on the clipboard. */
export const reportTexts = {
  reading: 'Reading the Report.',
  readingMore: 'It is copied when the sources of its gaps have answered.',
  copied: (form: 'text' | 'json') => `The Report is on the clipboard, as ${form === 'json' ? 'JSON' : 'text'}.`,
} as const;
