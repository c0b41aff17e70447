/** What a Report can be written as. */
export const FORMATS = ['json', 'markdown', 'html', 'csv', 'drawio', 'mermaid', 'svg', 'issue', 'rules'] as const;
export type Format = (typeof FORMATS)[number];

/** What a file that is saved can hold: a Report, or what is on the screen. */
export const FILE_KINDS = [...FORMATS, 'png'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** How the name of such a file ends. */
export const FILE_ENDINGS: Readonly<Record<FileKind, string>> = {
  json: 'json',
  markdown: 'md',
  html: 'html',
  csv: 'csv',
  drawio: 'drawio',
  mermaid: 'mmd',
  svg: 'svg',
  issue: 'md',
  rules: 'yaml',
  png: 'png',
};
