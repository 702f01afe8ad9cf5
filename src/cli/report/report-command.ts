import { Command } from 'commander';
import { htmlPage } from '../../report';
import { writeOutput } from '../output/review-output';
import { pageAssets } from '../page-assets';
import { givenSource, type SourceOptions, withSource } from '../sources/given-source';

interface Options extends SourceOptions {
  readonly output: string;
}

export function reportCommand(): Command {
  const command = new Command('report')
    .description('Write an organization as one HTML page: an overview, its tree, its policies, and what each account may do')
    .option('-o, --output <file>', 'where to', 'organization.html')
    .addHelpText('after', `
  cdk-org report cdk.out -o organization.html
  cdk-org report --live --profile management

  A link to a part of the page: organization.html#account=111122223333. Instead of the ID an email address or a unique name will do;
  #unit=ou-…, #policy=p-…, #service=guardduty.amazonaws.com and #overview work alike.`);
  return withSource(command).action(run);
}

async function run(path: string | undefined, options: Options): Promise<void> {
  const { organization, origin } = await givenSource(path, options);
  writeOutput(options.output, htmlPage({ title: 'Organization', origin, organization }, pageAssets()));
  process.stdout.write(`${options.output}\n`);
}
