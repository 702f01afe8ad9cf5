import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes a table of the simulator, of operations and input shapes, from the API model of AWS Organizations or AWS Account Management.
 *
 * Usage: npx tsx scripts/generate-service-model.ts <path of service-2.json of organizations 2016-11-28 or account 2021-02-01>
 */
interface ApiShape {
  type: string;
  required?: string[];
  members?: Record<string, { shape: string }>;
  member?: { shape: string };
  min?: number;
  max?: number;
  pattern?: string;
  enum?: string[];
}

interface ApiModel {
  metadata: { apiVersion: string; targetPrefix?: string; endpointPrefix: string };
  operations: Record<string, { input?: { shape: string }; errors?: { shape: string }[] }>;
  shapes: Record<string, ApiShape>;
}

/** Newer than the API model: the `PolicyType` and `EffectivePolicyType` enumerations of the AWS SDK for JavaScript, November 2026. */
const LATER_POLICY_TYPES = ['GUARDDUTY_POLICY', 'SECURITYHUB_CSPM_POLICY'];
const LATER_ENUM_VALUES: Record<string, string[]> = { PolicyType: LATER_POLICY_TYPES, EffectivePolicyType: LATER_POLICY_TYPES };

/** The model anchors alternations loosely (`^(a)|(b)$`), so the inner anchors go; the whole is anchored where it is used. */
function withoutAnchors(pattern: string): string {
  return pattern.replace(/^\^/, '').replace(/\$$/, '').replace(/\(\^/g, '(');
}

/** Beside the code that reads it. */
const TABLES: Record<string, string> = {
  organizations: 'service-model.generated.json',
  account: 'account-management/account-model.generated.json',
};

function compact(name: string, shape: ApiShape): object {
  const members = shape.members && Object.fromEntries(Object.entries(shape.members).map(([member, { shape: of }]) => [member, of]));
  return {
    type: shape.type,
    required: shape.required,
    members,
    member: shape.member?.shape,
    min: shape.min,
    max: shape.max,
    pattern: shape.pattern && withoutAnchors(shape.pattern),
    enum: shape.enum && [...new Set([...shape.enum, ...LATER_ENUM_VALUES[name] ?? []])],
  };
}

function reachable(model: ApiModel, names: string[]): string[] {
  const found = new Set<string>();
  const visit = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    const { members = {}, member } = model.shapes[name];
    [...Object.values(members), ...(member ? [member] : [])].forEach(({ shape }) => visit(shape));
  };
  names.forEach(visit);
  return [...found].sort();
}

function main(path: string | undefined): void {
  if (!path) throw new Error('The path of the API model is missing. Give it as the first argument.');
  const model = JSON.parse(readFileSync(path, 'utf8')) as ApiModel;
  const operations = Object.entries(model.operations);
  const inputs = operations.flatMap(([, { input }]) => input ? [input.shape] : []);
  const table = {
    apiVersion: model.metadata.apiVersion,
    targetPrefix: model.metadata.targetPrefix,
    operations: Object.fromEntries(operations.map(([name, { input, errors = [] }]) => [
      name,
      { input: input?.shape, errors: errors.map(({ shape }) => shape) },
    ])),
    shapes: Object.fromEntries(reachable(model, inputs).map((name) => [name, compact(name, model.shapes[name])])),
  };
  const target = join(__dirname, '..', 'src', 'simulator', TABLES[model.metadata.endpointPrefix]);
  const rows = (group: object) => Object.entries(group).map(([name, row]) => `    ${JSON.stringify(name)}: ${JSON.stringify(row)}`).join(',\n');
  const { operations: rowsOfOperations, shapes, ...head } = table;
  const headRows = Object.entries(head).filter(([, value]) => value !== undefined).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`).join('');
  writeFileSync(target, `{\n${headRows}  "operations": {\n${rows(rowsOfOperations)}\n  },\n  "shapes": {\n${rows(shapes)}\n  }\n}\n`);
}

main(process.argv[2]);
