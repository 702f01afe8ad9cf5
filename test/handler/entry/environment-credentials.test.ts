import { environmentCredentials } from '../../../src/handler/ports';

const ENVIRONMENT = { ...process.env };

function set(values: Record<string, string | undefined>): void {
  process.env = { ...ENVIRONMENT, AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, AWS_SESSION_TOKEN: undefined };
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']) delete process.env[name];
  Object.assign(process.env, values);
}

afterEach(() => {
  process.env = ENVIRONMENT;
});

test('the credentials are those in the environment at the moment of the request', async () => {
  set({ AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' });
  expect(await environmentCredentials()).toEqual({ accessKeyId: 'key', secretAccessKey: 'secret', sessionToken: 'token' });
  set({ AWS_ACCESS_KEY_ID: 'other', AWS_SECRET_ACCESS_KEY: 'secret' });
  expect(await environmentCredentials()).toEqual({ accessKeyId: 'other', secretAccessKey: 'secret', sessionToken: undefined });
});

test.each([
  ['nothing', {}],
  ['no key', { AWS_SECRET_ACCESS_KEY: 'secret' }],
  ['no secret', { AWS_ACCESS_KEY_ID: 'key' }],
  ['an empty key', { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: 'secret' }],
])('an environment with %s causes an error that the SDK does not retry', async (_name, values) => {
  set(values);
  await expect(environmentCredentials()).rejects.toMatchObject({
    name: 'CredentialsProviderError', message: expect.stringContaining('AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY is not set'),
  });
});
