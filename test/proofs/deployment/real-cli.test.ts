import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { AssemblyFiles, Json } from './assembly-files';
import { silentDifferences } from './deviations';
import { reviewGate } from './gate';
import { type Mutated, mutate } from './mutations/mutate';
import { RealCli } from './real-cli';
import { recordDeployment } from './recorder';
import { MANAGEMENT_ACCOUNT, MEMBER_ACCOUNT, REGION, synthesizeSeedsForMoto } from './seeds';
import { contentOf } from './zip-tree';
import { hasPython } from '../second-opinion/moto';
import { byDay, isNight, proofSeed } from '../support/proof-runs';

jest.setTimeout(3_600_000);

const ENVIRONMENTS = [MANAGEMENT_ACCOUNT, MEMBER_ACCOUNT].map((account) => ({ account, region: REGION }));
const BUCKET = `cdk-hnb659fds-assets-${MANAGEMENT_ACCOUNT}-${REGION}`;
const FOREIGN = JSON.stringify({ Resources: { Backdoor: { Type: 'AWS::IAM::User' } } });

/** An attack, and how to see on moto that it has worked. */
interface Attack {
  readonly change: (files: AssemblyFiles) => void;
  /** The stack that is deployed. */
  readonly stack: string;
  /** A word that a review must have. The default is the name of the stack. */
  readonly word?: string;
  readonly witness: (cli: RealCli) => Promise<unknown>;
  readonly found: unknown;
}

const ATTACKS: Readonly<Record<string, Attack>> = {
  'the template of a stack comes from a bucket of somebody else': {
    change: (files) => files.edit('manifest.json', ({ artifacts: { Tools: { properties } } }) => {
      properties.stackTemplateAssetObjectUrl = properties.stackTemplateAssetObjectUrl.replace(BUCKET, 'somebody-elses-bucket');
    }),
    stack: 'Tools',
    witness: async (cli) => (await cli.stacks(MANAGEMENT_ACCOUNT, REGION))
      .map(({ name, template }) => ({ name, template: JSON.parse(template) as Json })),
    found: [{ name: 'Tools', template: JSON.parse(FOREIGN) as Json }],
  },
  'a stack of a member account is deployed with a role of the management account': {
    change: (files) => files.edit('manifest.json', ({ artifacts: { Member: { properties } } }) => {
      for (const name of ['assumeRoleArn', 'cloudFormationExecutionRoleArn']) {
        properties[name] = properties[name].replaceAll(MEMBER_ACCOUNT, MANAGEMENT_ACCOUNT);
      }
    }),
    stack: 'Member',
    witness: async (cli) => (await cli.stacks(MANAGEMENT_ACCOUNT, REGION)).map(({ name }) => name),
    found: ['Member'],
  },
  'other code lies in .cache': {
    change: (files) => files.put(`.cache/${codeOf(files).id}.zip`, 'other code'),
    stack: 'Tools',
    witness: async (cli) => Object.values(await cli.objects(BUCKET, MANAGEMENT_ACCOUNT)),
    found: expect.arrayContaining([sha256('other code')]),
  },
  'a command writes an asset, with the credentials of the deployment': {
    change: (files) => files.edit('Tools.assets.json', (manifest) => {
      const script = 'test -n "$AWS_SECRET_ACCESS_KEY" && printf credentials > written; printf "$PWD/written"';
      manifest.files[codeOf(files).id].source = { executable: ['sh', '-c', script] };
    }),
    stack: 'Tools',
    word: 'sh',
    witness: async (cli) => Object.values(await cli.objects(BUCKET, MANAGEMENT_ACCOUNT)),
    found: expect.arrayContaining([sha256('credentials')]),
  },
  'metadata of a legacy asset sets a parameter': {
    change: (files) => files.edit('manifest.json', ({ artifacts: { Tools } }) => {
      const data = { path: 'Tools.template.json', id: 'any', packaging: 'file', sourceHash: 'attacked', s3BucketParameter: 'Suffix', s3KeyParameter: 'Suffix', artifactHashParameter: 'Suffix' };
      Tools.metadata = { '/Tools': [{ type: 'aws:cdk:asset', data }] };
    }),
    stack: 'Tools',
    witness: async (cli) => (await cli.stacks(MANAGEMENT_ACCOUNT, REGION)).map(({ parameters: { Suffix } }) => Suffix),
    found: ['attacked'],
  },
};

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function codeOf(files: AssemblyFiles): { readonly id: string } {
  const [id] = Object.entries<Json>(files.json('Tools.assets.json').files).find(([, { source }]) => source.packaging === 'zip')!;
  return { id };
}

const [seed] = synthesizeSeedsForMoto();
let folder: string;
let cli: RealCli | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'real-cli-'));
  if (hasPython()) cli = await RealCli.start(join(folder, 'work'));
});
afterAll(() => {
  cli?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function written(change: (files: AssemblyFiles) => void = () => {}, from = seed.files): string {
  const directory = mkdtempSync(join(folder, 'assembly-'));
  const files = from.copy();
  change(files);
  files.write(directory);
  return directory;
}

const ifPython = hasPython() ? test : test.skip;
if (!hasPython()) console.log('No deployment by the CDK CLI to moto, because there is no python3 with venv.');

ifPython.each(byDay(Object.entries(ATTACKS), 4))('without a review, the CDK CLI deploys the attack: %s', async (_name, { change, stack, witness, found }) => {
  await cli!.reset(ENVIRONMENTS);
  await cli!.putBucket('somebody-elses-bucket', '333333333333');
  const [, key] = /\/([^/]+)$/.exec(seed.files.json('manifest.json').artifacts.Tools.properties.stackTemplateAssetObjectUrl)!;
  await cli!.putObject('somebody-elses-bucket', key, FOREIGN, '333333333333');
  const { status, output } = await cli!.deploy(written(change), stack, '--exclusively');
  expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
  expect(await witness(cli!)).toEqual(found);
});

/** Mutations that would start processes, what moto does not have, and keys that an address cannot have. */
const LEFT_OUT = /^(6 |termination protection)|executable|[Dd]ocker|terminationProtection|\.\.\//;
const ASSEMBLIES = isNight() ? 30 : 2;

/** Assemblies that were changed at random, without the organization, whose custom resources moto cannot create. */
function* changedAssemblies(): Generator<Mutated & { readonly number: number }> {
  const files = seed.files.copy();
  files.edit('manifest.json', ({ artifacts }) => { for (const id of ['Org', 'Org.assets']) delete artifacts[id]; });
  for (const path of files.paths(/^Org/)) files.remove(path);
  for (let number = proofSeed(); ; number++) {
    const mutated = mutate([{ ...seed, files }], number);
    if (!mutated.changes.some((change) => LEFT_OUT.test(change))) yield { ...mutated, number };
  }
}

/** moto shows the value of a parameter of AWS Systems Manager, and not its name. */
function withoutVersion({ BootstrapVersion, ...parameters }: Readonly<Record<string, string>>): Record<string, string> {
  return parameters;
}

/** The state after a deployment: stacks by account, Region and name, and contents of objects in the management account. */
interface Left {
  readonly stacks: Readonly<Record<string, unknown>>;
  readonly objects: Readonly<Record<string, string>>;
}

/** Without stacks whose template is somebody else's, of which moto finds some by a part of the address. */
async function recorded(directory: string): Promise<Left> {
  const { sent, world } = await recordDeployment(directory, { accountId: MANAGEMENT_ACCOUNT, region: REGION, home: join(folder, 'home') });
  const foreign = sent.flatMap((each) => (each.kind === 'stack' && each.template.text === undefined ? [each.stackName] : []));
  const stacks = [...world.stacks].filter(([, { name }]) => name !== 'CDKToolkit')
    .map(([place, { name, template, parameters, tags }]) => (
      [place, foreign.includes(name) ? 'any' : { template, parameters: withoutVersion(parameters), tags }] as const));
  const objects = [...world.objects].filter(([path]) => path.startsWith(`${BUCKET}/`))
    .map(([path, bytes]) => [path.slice(BUCKET.length + 1), contentOf(bytes)] as const);
  return { stacks: Object.fromEntries(stacks), objects: Object.fromEntries(objects) };
}

async function onMoto(): Promise<Left> {
  const stacks = await Promise.all(ENVIRONMENTS.map(async ({ account, region }) => (await cli!.stacks(account, region))
    .map(({ name, template, parameters, tags }) => (
      [`${account}/${region}/${name}`, { template, parameters: withoutVersion(parameters), tags }] as const))));
  return { stacks: Object.fromEntries(stacks.flat()), objects: await cli!.objects(BUCKET, MANAGEMENT_ACCOUNT) };
}

ifPython(`moto gets from the CDK CLI what the recorder records (${ASSEMBLIES} changed assemblies)`, async () => {
  const wrong: string[] = [];
  let complete = 0;
  const assemblies = changedAssemblies();
  for (let count = 0; count < ASSEMBLIES; count++) {
    const { files, changes, number } = assemblies.next().value as Mutated & { number: number };
    await cli!.reset(ENVIRONMENTS);
    const expected = await recorded(written(() => {}, files));
    const { status, output } = await cli!.deploy(written(() => {}, files), '--all');
    const { stacks, objects } = await onMoto();
    const differs = (place: string) => expected.stacks[place] !== 'any' && !isDeepStrictEqual(stacks[place], expected.stacks[place]);
    const different = [
      // A failure stops what is deployed at the same time at one point or another, and moto refuses some templates.
      ...Object.keys(stacks).filter((place) => (status === 0 || place in expected.stacks) && differs(place)),
      ...(status === 0 ? Object.keys(expected.stacks).filter(differs) : []),
      ...(status === 0 ? Object.keys({ ...objects, ...expected.objects }).filter((key) => objects[key] !== expected.objects[key]) : []),
    ];
    if (status === 0) complete++;
    if (different.length > 0) wrong.push(`PROOF_SEED=${number}: ${changes.join('; ')}\n${[...new Set(different)].join('\n')}\n${output.slice(-1_000)}`);
  }
  console.log(`the CDK CLI on moto: ${ASSEMBLIES} assemblies, of which ${complete} were deployed to the end`);
  expect(wrong).toEqual([]);
  expect(complete).toBeGreaterThan(ASSEMBLIES / 4);
});

test.each(byDay(Object.entries(ATTACKS), 4))('the review refuses or names the attack: %s', async (_name, { change, stack, word = stack }) => {
  const difference = { identity: stack, fields: {}, words: [word] };
  expect(silentDifferences([difference], await reviewGate(written(), written(change)))).toEqual([]);
});
