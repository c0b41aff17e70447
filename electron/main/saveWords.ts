import type { Area, Saving } from '../../shared/contract/save';

type Failure = Pick<Extract<Saving['step'], { state: 'failed' }>, 'why' | 'code'>;

/** Longer names are refused by file systems (NAME_MAX of Linux: 255 bytes). */
const MOST_LETTERS = 80;

/** A name that every file system takes, made of one that has the names of contexts and metrics in it, with the ending. Never a path. */
export function fileName(wanted: string, ends: string): string {
  const plain = wanted
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
    .slice(0, MOST_LETTERS);
  return `${plain === '' ? 'hopscope' : plain}.${ends}`;
}

/** Px of the page are larger in a window whose text was made larger; outwards, so that no edge is cut. */
export function toWindowArea({ x, y, width, height }: Area, zoom: number): Area {
  const [left, top] = [Math.floor(x * zoom), Math.floor(y * zoom)];
  return { x: left, y: top, width: Math.ceil((x + width) * zoom) - left, height: Math.ceil((y + height) * zoom) - top };
}

const REASONS: Readonly<Record<string, Failure['why']>> = {
  EACCES: 'not-allowed',
  EPERM: 'not-allowed',
  EROFS: 'not-allowed',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EISDIR: 'folder',
  ENOENT: 'gone',
  ENOTDIR: 'gone',
};

/** By what the user does next; the system's sentence has the path in it and stays here. */
export function failureOf(error: unknown): Failure {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { why: (code === undefined ? undefined : REASONS[code]) ?? 'other', code };
}
