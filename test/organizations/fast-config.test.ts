import { setFlagsFromString } from 'node:v8';
import { organizationsClient } from '../../src/organizations';
import { SdkStack } from '../../src/organizations/stacks/sdk-adapter';

setFlagsFromString('--allow-natives-syntax');
const isInFastMode = new Function('object', 'return %HasFastProperties(object)') as (object: object) => boolean;

const CONFIG = { region: 'us-east-1', credentials: { accessKeyId: '111111111111', secretAccessKey: 'secret' } };

test('the configurations of both clients are in fast mode, because each request copies them', () => {
  const { client } = new SdkStack(CONFIG) as unknown as { client: { config: object } };
  expect([organizationsClient(CONFIG).config, client.config].map(isInFastMode)).toEqual([true, true]);
});

test('a client in fast mode still takes its credentials from its configuration', async () => {
  expect(await organizationsClient(CONFIG).config.credentials()).toMatchObject(CONFIG.credentials);
});
