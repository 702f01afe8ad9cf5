import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AssemblyFiles, Json } from './assembly-files';
import { silentDifferences } from './deviations';
import { reviewGate } from './gate';
import { RealCli } from './real-cli';
import { MANAGEMENT_ACCOUNT, MEMBER_ACCOUNT, REGION, synthesizeSeedsForMoto } from './seeds';
import { hasPython } from '../second-opinion/moto';

jest.setTimeout(600_000);

const ENVIRONMENTS = [MANAGEMENT_ACCOUNT, MEMBER_ACCOUNT].map((account) => ({ account, region: REGION }));
const BUCKET = `cdk-hnb659fds-assets-${MANAGEMENT_ACCOUNT}-${REGION}`;
const FOREIGN = JSON.stringify({ Resources: { Backdoor: { Type: 'AWS::IAM::User' } } });

/** An attack, and how to see on moto that it has worked. */
interface Attack {
  readonly change: (files: AssemblyFiles) => void;
  /** The stack that is deployed. */
  readonly stack: string;
  readonly witness: (cli: RealCli) => Promise<unknown>;
  readonly found: unknown;
}

const ATTACKS: Readonly<Record<string, Attack>> = {
  'the template of a stack comes from a bucket of somebody else': {
    change: (files) => files.edit('manifest.json', ({ artifacts: { Tools: { properties } } }) => {
      properties.stackTemplateAssetObjectUrl = properties.stackTemplateAssetObjectUrl.replace(BUCKET, 'somebody-elses-bucket');
    }),
    stack: 'Tools',
    witness: async (cli) => (await cli.stacks(MANAGEMENT_ACCOUNT, REGION)).map(({ name, template }) => ({ name, template: JSON.parse(template) as unknown })),
    found: [{ name: 'Tools', template: JSON.parse(FOREIGN) as unknown }],
  },
  'a stack of a member account is deployed with a role of the management account': {
    change: (files) => files.edit('manifest.json', ({ artifacts: { Member: { properties } } }) => {
      for (const name of ['assumeRoleArn', 'cloudFormationExecutionRoleArn']) properties[name] = properties[name].replaceAll(MEMBER_ACCOUNT, MANAGEMENT_ACCOUNT);
    }),
    stack: 'Member',
    witness: async (cli) => (await cli.stacks(MANAGEMENT_ACCOUNT, REGION)).map(({ name }) => name),
    found: ['Member'],
  },
  'other code lies in .cache': {
    change: (files) => files.put(`.cache/${codeOf(files).id}.zip`, 'other code'),
    stack: 'Tools',
    witness: async (cli) => Object.values(await cli.objects(BUCKET, MANAGEMENT_ACCOUNT)),
    // The SHA-256 of "other code".
    found: expect.arrayContaining(['41ce7d3acc1d625b0dc70d46e9b6b3737b4496dda3303f6b0781634381a3bd6a']),
  },
};

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

function written(change: (files: AssemblyFiles) => void = () => {}): string {
  const directory = mkdtempSync(join(folder, 'assembly-'));
  const files = seed.files.copy();
  change(files);
  files.write(directory);
  return directory;
}

const ifPython = hasPython() ? test : test.skip;
if (!hasPython()) console.log('No deployment by the CDK CLI to moto, because there is no python3 with venv.');

ifPython.each(Object.entries(ATTACKS))('without a review, the CDK CLI deploys the attack: %s', async (_name, { change, stack, witness, found }) => {
  await cli!.reset(ENVIRONMENTS);
  await cli!.putBucket('somebody-elses-bucket', '333333333333');
  const [, key] = /\/([^/]+)$/.exec(seed.files.json('manifest.json').artifacts.Tools.properties.stackTemplateAssetObjectUrl)!;
  await cli!.putObject('somebody-elses-bucket', key, FOREIGN, '333333333333');
  const { status, output } = await cli!.deploy(written(change), stack, '--exclusively');
  expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
  expect(await witness(cli!)).toEqual(found);
});

test.failing.each(Object.entries(ATTACKS))('the review refuses or names the attack: %s', (_name, { change, stack }) => {
  const difference = { identity: stack, fields: {}, words: [stack] };
  expect(silentDifferences([difference], reviewGate(written(), written(change)))).toEqual([]);
});
