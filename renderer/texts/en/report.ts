/** The Report on the clipboard, and on its way to a file. */
export const reportTexts = {
  reading: 'Reading the Report.',
  readingMore: 'It is copied when the sources of its gaps have answered.',
  copied: (form: 'text' | 'json') => `The Report is on the clipboard, as ${form === 'json' ? 'JSON' : 'text'}.`,
  making: (kind: string) => `${kind} is being made.`,
  makingMore: 'Where to save it is asked when it is there.',
  notMade: (kind: string) => `${kind} could not be made.`,
  asText: 'The Report as text',
  engineEnded: 'The Report does not come: the engine ended while it was made.',
  engineEndedMore: 'Ask for it again when the engine is back.',
} as const;
