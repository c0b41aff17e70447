import { Command, Option } from 'commander';
import { FORMATS, type Format } from '../../shared/exports/formats';
import { TABLE_NAMES, type TableName } from '../../shared/exports/reportTables';
import { exported } from '../engine/exportFormats';
import { type LookOptions, lookOptions, reportTo } from './report';

interface ExportOptions extends LookOptions {
  readonly format: Format;
  readonly table: TableName;
  readonly finding?: string;
}

/** `hopscope export`: the Report in a form that others read. Exit codes are those of `report`. */
export function exportCommand(ends: (code: number) => void): Command {
  return lookOptions(new Command('export').description('looks at a cluster and writes the map, a table, issues or alerts of it'))
    .addOption(new Option('--format <format>', 'what to write').choices(FORMATS).makeOptionMandatory())
    .addOption(new Option('--table <name>', 'which table, with --format csv').choices(TABLE_NAMES).default('components'))
    .option('--finding <id>', 'only this finding, with --format issue or rules')
    .action(async (options: ExportOptions) => {
      const { format, table, finding } = options;
      ends(await reportTo(options, (made) => exported(made, format, { table, finding })));
    });
}
