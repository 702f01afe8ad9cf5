import { Command } from 'commander';
import { adoptCommand } from './adopt/adopt-command';
import { checkCommand } from './check/check-command';
import { denialsCommand } from './denials/denials-command';
import { diffCommand } from './diff/diff-command';
import { digestCommand } from './digest/digest-command';
import { documentation } from './documentation';
import { driftCommand } from './drift/drift-command';
import { explainCommand } from './explain/explain-command';
import { exportCommand } from './export/export-command';
import { graphCommand } from './graph/graph-command';
import { initCommand } from './init/init-command';
import { makeInert } from './output/inert-output';
import { errorText } from './output/listed-problems';
import { rehearseCommand } from './rehearse/rehearse-command';
import { reportCommand } from './report/report-command';
import { requestCommand } from './request/request-command';
import { rolloutCommand } from './rollout/rollout-command';
import { simulatorCommand } from './simulator/simulator-command';
import { snapshotCommand } from './snapshot/snapshot-command';
import { statusCommand } from './status/status-command';

declare const PACKAGE_VERSION: string;

const program = new Command('cdk-org')
  .description('Rehearse and review an AWS organization that is written with cdk-aws-organizations. Only --live, drift, snapshot, init, adopt, export, status and a log group need an AWS account, and only read.')
  .version(PACKAGE_VERSION)
  .showHelpAfterError('(cdk-org --help shows how)')
  .addCommand(initCommand())
  .addCommand(adoptCommand())
  .addCommand(diffCommand())
  .addCommand(rehearseCommand())
  .addCommand(simulatorCommand())
  .addCommand(explainCommand())
  .addCommand(checkCommand())
  .addCommand(denialsCommand())
  .addCommand(driftCommand())
  .addCommand(snapshotCommand())
  .addCommand(reportCommand())
  .addCommand(graphCommand())
  .addCommand(digestCommand())
  .addCommand(exportCommand())
  .addCommand(requestCommand())
  .addCommand(rolloutCommand())
  .addCommand(statusCommand())
  .addHelpText('after', `
  cdk-org rehearse cdk.out --save rehearsed.json      what the first deployment does; no AWS account is needed
  cdk-org diff base/cdk.out cdk.out --rehearse        what a change of the code does, and whether its deployment succeeds
  cdk-org drift cdk.out                               what somebody changed outside the code

${documentation('guide/getting-started.md')} shows them step by step.`);

// The SDK is part of the bundle, so what Node.js its later versions need is no news for who runs this one.
// Source: github.com/aws/aws-sdk-js-v3, issue 7983.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

for (const output of [process.stdout, process.stderr]) makeInert(output, process.env);

// The reader of the output may stop early, as `head` does.
for (const output of [process.stdout, process.stderr]) {
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

program.parseAsync().catch((error: Error) => {
  process.stderr.write(`cdk-org: ${errorText(error)}\n`);
  process.exitCode = 1;
});
