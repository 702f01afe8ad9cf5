import { createInterface } from 'node:readline/promises';
import { main } from './real-account/main';
import { awsConnection, simulatorConnection } from './real-account/session/connection';

async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error('This asks a question, and no terminal is there. Add --yes, after reading docs/contributing/real-account.md.');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await terminal.question(question)).trim().toLowerCase() === 'yes';
  } finally {
    terminal.close();
  }
}

void main(process.argv.slice(2), {
  environment: process.env,
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
  confirm,
  connect: ({ endpoint, region }) => (endpoint === undefined ? awsConnection(region) : simulatorConnection(endpoint, region)),
}).then((code) => { process.exitCode = code; });
