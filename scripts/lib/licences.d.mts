export interface Licence {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}
export function licencesOf(files: Iterable<string>, folders?: Iterable<string>): Licence[];
export function shippedPackages(root: string): string[];
export function licenceText(licences: readonly Licence[]): string;
