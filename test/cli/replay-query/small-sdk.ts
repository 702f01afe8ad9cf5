import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A client of the SDK that is optional: package, class, variable with the endpoint, and the beginning of the header of operations. */
interface Client {
  readonly name: string;
  readonly client: string;
  readonly endpoint: string;
  readonly target: string;
  readonly operations: readonly string[];
}

const CLIENTS: readonly Client[] = [
  {
    name: 'client-athena',
    client: 'AthenaClient',
    endpoint: 'AWS_ENDPOINT_URL_ATHENA',
    target: 'AmazonAthena',
    operations: ['StartQueryExecution', 'GetQueryExecution', 'GetQueryResults', 'StopQueryExecution'],
  },
  {
    name: 'client-cloudtrail',
    client: 'CloudTrailClient',
    endpoint: 'AWS_ENDPOINT_URL_CLOUDTRAIL',
    target: 'CloudTrail_20131101',
    operations: ['StartQuery', 'DescribeQuery', 'GetQueryResults', 'CancelQuery'],
  },
];

/** The part of a client that is used: the real ones are optional, and not among the dependencies. */
const code = ({ client, endpoint, target, operations }: Client) => `
for (const operation of ${JSON.stringify(operations)}) exports[operation + 'Command'] = class { constructor(input) { Object.assign(this, { operation, input }); } };
exports.${client} = class {
  constructor({ credentials = async () => ({}), region }) { Object.assign(this, { config: { credentials }, region }); }
  async send({ operation, input }) {
    const headers = { 'x-amz-target': '${target}.' + operation, 'authorization': 'Credential=test/20261130/' + this.region + '/' };
    const answer = await fetch(process.env.${endpoint}, { method: 'POST', headers, body: JSON.stringify(input) });
    const value = await answer.json();
    if (answer.ok) return value;
    throw Object.assign(new Error(value.message), { name: value.__type, $fault: 'client', $metadata: { httpStatusCode: answer.status } });
  }
};
`;

/** Installs the clients in a folder: the real ones from the folder in `QUERY_SDK`, or else small ones. */
export function installQueryClients(folder: string): void {
  const scope = join(folder, 'node_modules', '@aws-sdk');
  mkdirSync(scope, { recursive: true });
  const { QUERY_SDK: real } = process.env;
  for (const client of CLIENTS) {
    const place = join(scope, client.name);
    if (real !== undefined) {
      symlinkSync(join(real, 'node_modules', '@aws-sdk', client.name), place);
      continue;
    }
    mkdirSync(place);
    writeFileSync(join(place, 'index.js'), code(client));
  }
}
