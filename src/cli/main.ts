import { Command } from 'commander';
import { explainCommand } from './explain-command';
import { rehearseCommand } from './rehearse-command';
import { simulatorCommand } from './simulator-command';

declare const PACKAGE_VERSION: string;

const program = new Command('cdk-org')
  .description('Rehearse and review an AWS organization that is written with cdk-aws-organizations. No AWS account is needed.')
  .version(PACKAGE_VERSION)
  .showHelpAfterError('(cdk-org --help shows how)')
  .addCommand(rehearseCommand())
  .addCommand(simulatorCommand())
  .addCommand(explainCommand());

program.parseAsync().catch((error: Error) => {
  process.stderr.write(`cdk-org: ${error.message}\n`);
  process.exitCode = 1;
});
