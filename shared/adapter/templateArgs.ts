import { Struct } from './template/value';

/** What a metricsQuery may use; what is left out is empty. */
export interface TemplateArgs {
  readonly Series?: string;
  readonly LabelMatchers?: string;
  readonly LabelValuesByName?: Readonly<Record<string, string>>;
  readonly GroupBy?: string;
  readonly GroupBySlice?: readonly string[];
}

export function queryData(args: TemplateArgs): Struct {
  return new Struct(
    'naming.queryTemplateArgs',
    new Map<string, string | readonly string[] | ReadonlyMap<string, string>>([
      ['Series', args.Series ?? ''],
      ['LabelMatchers', args.LabelMatchers ?? ''],
      ['LabelValuesByName', new Map(Object.entries(args.LabelValuesByName ?? {}))],
      ['GroupBy', args.GroupBy ?? ''],
      ['GroupBySlice', args.GroupBySlice ?? []],
    ]),
  );
}

/** What a resources.template may use. */
export function labelData(group: string, resource: string): Struct {
  return new Struct(
    'schema.GroupResource',
    new Map([
      ['Group', group],
      ['Resource', resource],
    ]),
  );
}
