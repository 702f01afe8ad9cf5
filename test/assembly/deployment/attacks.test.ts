import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { AttackedApp, type AssemblyCopy, gate } from './attacked-app';
import { ATTACKS, BUCKET, handlerAsset, KEY, role } from './attacks';

const app = new AttackedApp();
afterAll(() => app.cleanUp());

let plain: AssemblyCopy;
let agnostic: AssemblyCopy;
beforeAll(() => {
  plain = app.synthesize();
  agnostic = app.synthesize({ environment: false });
});

test.each(ATTACKS)('the gate does not pass over %s', (_name, attack, expected) => {
  const head = app.copy(plain);
  attack(head);
  expect(gate(plain, head).join('\n')).toMatch(expected);
});

test('two deployments in a row, the first of which publishes for the second, are named both times', () => {
  const first = app.copy(plain);
  mkdirSync(join(first.folder, 'asset.evil'));
  writeFileSync(join(first.folder, 'asset.evil', 'index.js'), 'evil');
  first.publish('Org', 'evil', { path: 'asset.evil', packaging: 'zip' }, { bucketName: BUCKET, objectKey: `${KEY}.zip` });
  expect(gate(plain, first).join('\n')).toMatch(/setting Published file\./);
  const second = app.copy(plain);
  const [id, asset] = handlerAsset(second);
  second.edit('Org.assets.json', ({ files }) => { Object.values<any>(files[id].destinations)[0].objectKey = `${KEY}.zip`; });
  second.template('Org', (template) => Object.values<any>(template.Resources).forEach(({ Properties }) => {
    if (Properties?.Code?.S3Key === Object.values<any>(asset.destinations)[0].objectKey) Properties.Code.S3Key = `${KEY}.zip`;
  }));
  expect(gate(first, second).join('\n')).toMatch(/refused: An asset has another content than the base under the same name/);
});

test('an app without an environment is accepted, also with one more tag, and a role with a fixed account in it is refused', () => {
  expect(gate(agnostic, app.copy(agnostic))).toEqual([]);
  const head = app.copy(agnostic).stack('Org', ({ properties }) => { properties.assumeRoleArn = role('222222222222', 'x'); });
  expect(gate(agnostic, head).join('\n')).toMatch(/refused: The deploy role is in another account than the stack/);
});

test('a command that a person has read is acknowledged by its digest, and only with the same words', () => {
  const made = (...executable: string[]) => app.copy(plain).publish('Other', 'made', { executable }, { bucketName: BUCKET, objectKey: `${KEY}.zip` });
  const [message] = gate(plain, made('make', 'code'));
  const [, digest] = /--acknowledge-bundle ([0-9a-f]{64})/.exec(message)!;
  expect(gate(plain, made('make', 'code'), { acknowledged: [digest] }).join('\n')).toMatch(/Deployment of stack Other: .*setting Published file/);
  expect(gate(plain, made('make', 'code; env'), { acknowledged: [digest] }).join('\n')).toMatch(/refused/);
});

test('a stack that is not deployed does not matter, and its dependencies do', () => {
  const head = app.copy(plain).stack('Other', (artifact) => { artifact.environment = 'aws://222222222222/us-east-1'; });
  expect(gate(plain, head, { stacks: ['Org'] })).toEqual([]);
  head.stack('Org', ({ dependencies }) => dependencies.push('Other'));
  expect(gate(plain, head, { stacks: ['Org'] }).join('\n')).toMatch(/refused: The deploy role is in another account/);
});

test('a new default that the deployment gives as a value is deployed, and no obstacle', () => {
  const head = app.copy(plain).template('Org', ({ Parameters }) => { Parameters.Stage.Default = 'production'; });
  expect(gate(plain, head, { parameters: { 'Org:Stage': 'production' } }).filter((each) => each.startsWith('obstacle'))).toEqual([]);
});
