import { Command } from 'commander';
import { assertDeployable, deploymentDigest, type GivenParameters, partOf, readCloudAssembly } from '../../assembly';
import { documentation } from '../documentation';
import { type CodeOptions, withCode } from '../known-code';
import { namedValue } from '../options/arguments';
import { assemblyPath, assertAssembly } from '../sources/assembly-path';

interface Options extends CodeOptions {
  readonly base?: string;
  readonly stacks?: readonly string[];
  readonly parameters?: GivenParameters;
}

export function digestCommand(): Command {
  const command = new Command('digest')
    .description('Print the SHA-256 of everything that a deployment sends, so that it can be compared with what was reviewed')
    .argument('[cdk.out]', 'folder that `cdk synth` wrote (default: the cdk.out of the app around this folder)')
    .option('--base <cdk.out>', 'the code that was deployed last; without it, nothing was')
    .option('--stacks <names...>', 'only these stacks, with those that they depend on: those that are deployed (default: all)')
    .option('--parameters <name=value>', 'value of a template parameter that the deployment gives, or STACK:NAME=VALUE for one stack; can be repeated', namedValue('VpcCidr=10.0.0.0/16'));
  return withCode(command)
    .addHelpText('after', `
The digest covers the templates, settings and parameter values of the stacks, the roles, and the contents of all that is published; of the base
too. The names of the folders, the construct tree, metadata and .cache are no part of it. The JSON of "cdk-org diff" has the same digest.
Exit code 1: it cannot be known what the deployment does, or it would run code where it is deployed.

  cdk-org digest cdk.out --base deployed --stacks Organization

${documentation('review-in-ci.md')} shows how a job compares it before it deploys.`)
    .action(run);
}

function run(path: string | undefined, { base, stacks, parameters, acknowledgeBundle: acknowledged }: Options): void {
  const assembly = readCloudAssembly(assemblyPath(path));
  if (base !== undefined) assertAssembly(base);
  const former = base === undefined ? undefined : readCloudAssembly(base);
  const formerPart = former && partOf(former, stacks, { former: true });
  assertDeployable(partOf(assembly, stacks), { acknowledged, base: formerPart });
  process.stdout.write(`${deploymentDigest(assembly, { stacks, parameters }, former)}\n`);
}
