import { TemplateError } from './templateError';
import { print, type Value } from './value';

const VERB = /%([^a-zA-Z%]*)([a-zA-Z%])|%/g;

/** fmt.Sprintf with %s, %v, %q, %d, %t and %%: strings, lists and maps have no more. */
export function printf([format, ...args]: readonly Value[]): string {
  if (typeof format !== 'string') throw new TemplateError('error calling printf: the format must be a string');
  let next = 0;
  const text = format.replace(VERB, (whole, flags: string | undefined, verb: string | undefined) => {
    if (verb === undefined || (flags ?? '') !== '') throw new TemplateError(`${whole} in a printf is not known to Hopscope`);
    if (verb === '%') return '%';
    if (next >= args.length) return `%!${verb}(MISSING)`;
    return printed(verb, args[next++]);
  });
  if (next < args.length) throw new TemplateError(`printf ${JSON.stringify(format)} has ${args.length - next} arguments too many`);
  return text;
}

function printed(verb: string, value: Value): string {
  const fits =
    verb === 'v' ||
    (verb === 'd' && typeof value === 'number') ||
    (verb === 't' && typeof value === 'boolean') ||
    ((verb === 's' || verb === 'q') && typeof value !== 'number' && typeof value !== 'boolean');
  if (!fits) throw new TemplateError(`%${verb} for this value in a printf is not known to Hopscope`);
  return print(value, verb === 'q');
}
