import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');

test('the examples name the version of aws-cdk-lib with which the Go module is generated', () => {
  const { tasks } = JSON.parse(read('.projen', 'tasks.json'));
  const command: string = tasks['package:go'].steps.find(({ exec }: { exec?: string }) => exec !== undefined).exec;
  const version = /^tsx scripts\/package-go\.ts (\S+)$/.exec(command)?.[1];
  const example = (language: string, ...path: string[]) => read('examples', language, 'landing-zone', ...path);
  expect([
    /aws-cdk-go\/awscdk\/v2 v(\S+)/.exec(example('go', 'go.mod'))?.[1],
    /<aws-cdk-lib\.version>(.*)</.exec(example('java', 'pom.xml'))?.[1],
    /"Amazon\.CDK\.Lib" Version="(.*)"/.exec(example('csharp', 'src', 'LandingZone.csproj'))?.[1],
    /and (\d\S*) for Go/.exec(read('docs', 'guide', 'languages.md'))?.[1]?.replace(/\.$/, ''),
  ]).toEqual([version, version, version, version]);
});

test('each example of the landing zone has the policies of the others', () => {
  for (const name of ['cost-centers.json', 'sandbox-limits.json']) {
    const texts = ['typescript', 'python', 'java', 'go', 'csharp'].map((language) => read('examples', language, 'landing-zone', 'policies', name));
    expect(new Set(texts).size).toBe(1);
  }
});
