import { InvalidArgumentError } from 'commander';
import { parseGoDuration } from '../../shared/model/quantity';

/** "60s", "2m" in milliseconds. */
export function toMilliseconds(text: string): number {
  const seconds = parseGoDuration(text);
  if (seconds === undefined || seconds <= 0) throw new InvalidArgumentError('A duration such as 60s or 2m.');
  return seconds * 1000;
}

export function toCount(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('A whole number above zero.');
  return value;
}

/** A TCP port; 0 is a free one. */
export function toPort(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535) throw new InvalidArgumentError('A port is a whole number up to 65535.');
  return value;
}

/** How many times as fast. */
export function toSpeed(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('A number above zero.');
  return value;
}
