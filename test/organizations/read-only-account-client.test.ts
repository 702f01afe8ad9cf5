import * as sdk from '@aws-sdk/client-account';
import { OrganizationsError, readingProblem } from '../../src/organizations';
import { readOnlyAccountClient } from '../../src/organizations/read-only-client';

type AnyCommand = new (input: never) => Parameters<sdk.AccountClient['send']>[0];

const COMMANDS = Object.entries(sdk).filter(([name]) => name.endsWith('Command') && !name.startsWith('$'))
  .map(([name, command]) => ({ operation: name.slice(0, -'Command'.length), command: command as unknown as AnyCommand }));

test.each(COMMANDS)('the read-only account client sends $operation only if it reads', async ({ operation, command }) => {
  const sent: string[] = [];
  const client = readOnlyAccountClient({
    region: 'us-east-1',
    credentials: { accessKeyId: '111111111111', secretAccessKey: 'secret' },
    requestHandler: {
      handle: async ({ path }: { path: string }) => {
        sent.push(path);
        return { response: { statusCode: 200, headers: {}, body: Buffer.from('{}') } as never };
      },
    },
  });
  const refusal = await client.send(new command({} as never)).then(() => undefined, ({ message }: Error) => message as string);
  if (/^(Get|List)/.test(operation)) {
    expect(sent).toHaveLength(1);
  } else {
    expect(sent).toEqual([]);
    expect(refusal).toContain(`only read, never changed. Asked for: ${operation}`);
  }
});

test('the account SDK has operations that read and operations that write', () => {
  expect(COMMANDS.map(({ operation }) => operation)).toEqual(expect.arrayContaining(['PutAlternateContact', 'DisableRegion', 'ListRegions', 'GetContactInformation']));
});

test('the advice for a refused read names the permission of AWS Account Management', () => {
  const error = new OrganizationsError('GetAlternateContact', 'AccessDenied', 'no');
  expect(readingProblem(error)).toContain('Give the role the permission account:GetAlternateContact');
});
