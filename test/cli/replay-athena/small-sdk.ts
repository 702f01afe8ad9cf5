import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The part of the SDK's client that is used: the real one is optional, and not among the dependencies. */
const CODE = `
const operations = ['StartQueryExecution', 'GetQueryExecution', 'GetQueryResults', 'StopQueryExecution'];
for (const operation of operations) exports[operation + 'Command'] = class { constructor(input) { Object.assign(this, { operation, input }); } };
exports.AthenaClient = class {
  constructor(config) { this.config = { credentials: config.credentials ?? (async () => ({})) }; }
  async send({ operation, input }) {
    const answer = await fetch(process.env.AWS_ENDPOINT_URL_ATHENA, { method: 'POST', headers: { 'x-amz-target': 'AmazonAthena.' + operation }, body: JSON.stringify(input) });
    const value = await answer.json();
    if (answer.ok) return value;
    throw Object.assign(new Error(value.message), { name: value.__type, $fault: 'client', $metadata: { httpStatusCode: answer.status } });
  }
};
`;

/** Installs the client of Amazon Athena in a folder: the real one from the folder in `ATHENA_SDK`, or else a small one. */
export function installAthenaClient(folder: string): void {
  const scope = join(folder, 'node_modules', '@aws-sdk');
  mkdirSync(scope, { recursive: true });
  const { ATHENA_SDK: real } = process.env;
  const place = join(scope, 'client-athena');
  if (real !== undefined) {
    symlinkSync(join(real, 'node_modules', '@aws-sdk', 'client-athena'), place);
    return;
  }
  mkdirSync(place);
  writeFileSync(join(place, 'index.js'), CODE);
}
