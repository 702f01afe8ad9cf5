import { extname } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { Command, Option } from 'commander';
import type { Organization } from '../../model';
import { organizationMermaid, organizationSvg } from '../../report';
import { writeOutput } from '../output/review-output';
import { organizationTree } from '../output/tree';
import { givenSource, type SourceOptions, withSource } from '../sources/given-source';

const DRAWINGS = {
  text: (organization: Organization) => `${organizationTree(organization)}\n`,
  svg: (organization: Organization) => organizationSvg(organization),
  mermaid: (organization: Organization) => `${organizationMermaid(organization)}\n`,
};

type Format = keyof typeof DRAWINGS;

const BY_EXTENSION: Readonly<Record<string, Format>> = { '.txt': 'text', '.svg': 'svg', '.mmd': 'mermaid', '.mermaid': 'mermaid' };

interface Options extends SourceOptions {
  readonly format?: Format;
  readonly output?: string;
}

export function graphCommand(): Command {
  const command = new Command('graph')
    .description('Draw the tree of an organization')
    .addOption(new Option('--format <format>', 'how (default: as the extension of the file says; a text tree on a terminal, else svg)').choices(Object.keys(DRAWINGS)))
    .option('-o, --output <file>', 'where to (default: standard output)')
    .addHelpText('after', `
  cdk-org graph                                    a text tree of the cdk.out of this app
  cdk-org graph cdk.out -o organization.svg
  cdk-org graph cdk.out --format mermaid`);
  return withSource(command).action(run);
}

async function run(path: string | undefined, options: Options): Promise<void> {
  const { organization } = await givenSource(path, options);
  const { output } = options;
  const drawing = DRAWINGS[drawnAs(options, process.stdout.isTTY)](organization);
  if (output === undefined) process.stdout.write(drawing);
  else writeOutput(output, stripVTControlCharacters(drawing));
}

/** A tree where somebody reads it, a drawing where a program does. */
export function drawnAs({ format, output }: Pick<Options, 'format' | 'output'>, isTerminal: boolean): Format {
  if (format !== undefined) return format;
  if (output !== undefined) return BY_EXTENSION[extname(output).toLowerCase()] ?? 'svg';
  return isTerminal ? 'text' : 'svg';
}
