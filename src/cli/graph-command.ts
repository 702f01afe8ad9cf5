import { Command, Option } from 'commander';
import { organizationMermaid, organizationSvg } from '../report';
import { givenSource, type SourceOptions, withSource } from './given-source';
import { writeOutput } from './review-output';

const DRAWINGS = { svg: organizationSvg, mermaid: (organization: Parameters<typeof organizationMermaid>[0]) => `${organizationMermaid(organization)}\n` };

interface Options extends SourceOptions {
  readonly format: keyof typeof DRAWINGS;
  readonly output?: string;
}

export function graphCommand(): Command {
  const command = new Command('graph')
    .description('Draw the tree of an organization')
    .addOption(new Option('--format <format>', 'how').choices(Object.keys(DRAWINGS)).default('svg'))
    .option('-o, --output <file>', 'where to (default: standard output)')
    .addHelpText('after', `
  cdk-org graph cdk.out -o organization.svg
  cdk-org graph cdk.out --format mermaid`);
  return withSource(command).action(run);
}

async function run(path: string | undefined, options: Options): Promise<void> {
  const { organization } = await givenSource(path, options);
  const drawing = DRAWINGS[options.format](organization);
  if (options.output === undefined) process.stdout.write(drawing);
  else writeOutput(options.output, drawing);
}
