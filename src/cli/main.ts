import { Command } from 'commander';
import { documentation } from './documentation';
import { makeInert } from './output/inert-output';
import { errorText } from './output/listed-problems';

declare const PACKAGE_VERSION: string;

/** Makes each command. Its code is loaded for it alone, since most of the time that a short command takes is loading. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  init: async () => (await import('./init/init-command.js')).initCommand(),
  adopt: async () => (await import('./adopt/adopt-command.js')).adoptCommand(),
  diff: async () => (await import('./diff/diff-command.js')).diffCommand(),
  rehearse: async () => (await import('./rehearse/rehearse-command.js')).rehearseCommand(),
  simulator: async () => (await import('./simulator/simulator-command.js')).simulatorCommand(),
  explain: async () => (await import('./explain/explain-command.js')).explainCommand(),
  check: async () => (await import('./check/check-command.js')).checkCommand(),
  denials: async () => (await import('./denials/denials-command.js')).denialsCommand(),
  drift: async () => (await import('./drift/drift-command.js')).driftCommand(),
  snapshot: async () => (await import('./snapshot/snapshot-command.js')).snapshotCommand(),
  report: async () => (await import('./report/report-command.js')).reportCommand(),
  graph: async () => (await import('./graph/graph-command.js')).graphCommand(),
  digest: async () => (await import('./digest/digest-command.js')).digestCommand(),
  export: async () => (await import('./export/export-command.js')).exportCommand(),
  request: async () => (await import('./request/request-command.js')).requestCommand(),
  rollout: async () => (await import('./rollout/rollout-command.js')).rolloutCommand(),
  status: async () => (await import('./status/status-command.js')).statusCommand(),
};

const program = new Command('cdk-org')
  .description('Rehearse and review an AWS organization that is written with cdk-aws-organizations. Only --live, drift, snapshot, init, adopt, export, status and a log group need an AWS account, and only read.')
  .version(PACKAGE_VERSION)
  .showHelpAfterError('(cdk-org --help shows how)')
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

async function run(): Promise<void> {
  const [name = ''] = process.argv.slice(2);
  const wanted = Object.hasOwn(COMMANDS, name) ? [COMMANDS[name]] : Object.values(COMMANDS);
  for (const command of await Promise.all(wanted.map((make) => make()))) program.addCommand(command);
  await program.parseAsync();
}

run().catch((error: Error) => {
  process.stderr.write(`cdk-org: ${errorText(error)}\n`);
  process.exitCode = 1;
});
