/**
 * Writes test/constructs/guardrails/service-roles/policies.json: the actions that the managed policies of AWS for service roles allow. They
 * are those below the path `service-role/` in the AWS Managed Policy Reference Guide. Only names are read: no resources, no conditions.
 *
 * Reads a folder with a JSON file for each managed policy, with `name`, `arn`, `updatedate` and `document`, as `aws/managedpolicies` of the
 * repository iann0036/iam-dataset (MIT License) has them.
 *
 *   npx tsx scripts/service-role-policies.ts iam-dataset/aws/managedpolicies
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inOrder } from './iam-data';
import { POLICIES_FILE, type ServiceRolePolicies } from './service-roles/policies';

interface PublishedPolicy {
  readonly name: string;
  readonly arn: string | null;
  readonly updatedate: string;
  readonly document: { readonly Statement: PublishedStatement | readonly PublishedStatement[] };
}

interface PublishedStatement {
  readonly Effect: string;
  readonly Action?: string | readonly string[];
}

const SOURCE = 'AWS Managed Policy Reference Guide, policies below service-role/; '
  + 'read from iann0036/iam-dataset (MIT License, Copyright (c) 2021 Ian Mckay)';

/** The facts about the policies of a folder, as the text of the file. */
export function serviceRolePolicies(folder: string): string {
  const all = readdirSync(folder).filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as PublishedPolicy);
  const policies = all.filter(({ arn }) => arn?.includes(':policy/service-role/'));
  if (policies.length === 0) {
    throw new Error(`The folder has no managed policies of service roles (given: "${folder}"). Give aws/managedpolicies of iam-dataset.`);
  }
  const facts: ServiceRolePolicies = {
    source: SOURCE,
    lastChange: inOrder(policies.map(({ updatedate }) => updatedate.slice(0, 10))).at(-1)!,
    policies: Object.fromEntries(policies.map((policy) => [policy.name, rowOf(policy)])),
  };
  const { policies: rows, ...head } = facts;
  const lines = Object.entries(rows).sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, row]) => `    ${JSON.stringify(name)}: ${JSON.stringify(row)}`);
  return `${JSON.stringify(head, null, 2).replace(/\n\}$/, '')},\n  "policies": {\n${lines.join(',\n')}\n  }\n}\n`;
}

/** `ec2:Describe*,RunInstances|s3:GetObject` */
function rowOf({ document }: PublishedPolicy): string {
  const allowed = [document.Statement].flat().filter(({ Effect }) => Effect === 'Allow') as PublishedStatement[];
  const actions = inOrder(allowed.flatMap(({ Action = [] }) => Action));
  const prefix = (action: string) => action.slice(0, action.indexOf(':') + 1);
  return inOrder(actions.map(prefix)).map((service) => (
    service + actions.filter((action) => prefix(action) === service).map((action) => action.slice(service.length)).join(','))).join('|');
}

if (require.main === module) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error('The script needs the folder with the managed policies. Give aws/managedpolicies of iam-dataset.');
  writeFileSync(POLICIES_FILE, serviceRolePolicies(folder));
}
