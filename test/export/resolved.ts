/** Written resources as a state of Terraform has them. */
import type { Attributes } from '../../scripts/terraform/organization-of-state';
import type { TerraformExport } from '../../src/export';
import type { HclValue } from '../../src/export/hcl';
import type { Organization } from '../../src/model';

interface Resolved {
  readonly type: string;
  readonly importId?: string;
  readonly attributes: Record<string, unknown>;
}

/** The resources with references resolved. */
export function resolved({ resources, documents }: TerraformExport, { root, managementAccountId }: Organization): Resolved[] {
  const ids = new Map(resources.map(({ type, name, importId }) => [`${type}.${name}.id`, importId]));
  const value = (given: HclValue): unknown => {
    if (given instanceof Map) return Object.fromEntries(given);
    if (typeof given !== 'object' || !('expression' in given)) return given;
    const document = /^jsonencode\(jsondecode\(file\("\$\{path\.module\}\/(.*)"\)\)\)$/.exec(given.expression);
    if (document) return JSON.parse(documents.get(document[1])!) as unknown;
    if (given.expression.endsWith('.master_account_id')) return managementAccountId;
    return given.expression.endsWith('.roots[0].id') ? root.id : ids.get(given.expression) ?? expect(given.expression).toBe('a known reference');
  };
  return resources.map(({ type, importId, attributes }) => {
    const given = Object.entries(attributes).flatMap(([name, each]) => (each === undefined ? [] : [[name, value(each)] as const]));
    return { type, importId, attributes: Object.fromEntries(given) };
  });
}

/** Some attributes, with lists in one order and documents as values. */
export function comparable(attributes: Attributes, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => {
    const value = attributes[name] ?? undefined;
    return [name, name === 'content' && typeof value === 'string' ? JSON.parse(value) as unknown : Array.isArray(value) ? [...value as string[]].sort() : value];
  }));
}
