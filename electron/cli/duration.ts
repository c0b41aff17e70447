import { InvalidArgumentError } from 'commander';
import { parseGoDuration } from '../../shared/model/quantity';

/** "60s", "2m" in milliseconds. */
export function toMilliseconds(text: string): number {
  const seconds = parseGoDuration(text);
  if (seconds === undefined || seconds <= 0) throw new InvalidArgumentError('A duration such as 60s or 2m.');
  return seconds * 1000;
}

export function toWholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('A whole number.');
  return value;
}
