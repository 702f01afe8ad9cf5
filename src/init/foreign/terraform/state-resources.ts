import { entries, isValues, listOf, member, textOf, type Values } from '../values';

/** A resource of a Terraform state. One with `count` or `for_each` is several. */
export interface StateResource {
  readonly file: string;
  readonly address: string;
  /** The address without the keys of `count` and `for_each`, as a `removed` block names it. */
  readonly block: string;
  readonly type: string;
  readonly attributes: Values;
  /** Whether the state only read it: a data source. */
  readonly isRead: boolean;
  /** Whether the next run replaces it, because its creation was not completed. */
  readonly isTainted: boolean;
  /** Whether it is a former object that the next run destroys. */
  readonly isDeposed: boolean;
}

const KEYS = /\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g;

/** Whether a value is a state file, or the output of `terraform show -json`. */
export function isTerraform(value: unknown): boolean {
  return isValues(value) && (Object.hasOwn(value, 'terraform_version') || Object.hasOwn(value, 'format_version')
    || Object.hasOwn(value, 'lineage') || Object.hasOwn(value, 'encrypted_data'));
}

/**
 * The resources of a state file of version 4, or of the output of `terraform show -json`.
 * @throws Error for other versions, for an encrypted state, a plan and a state without resources
 */
export function stateResources(file: string, value: unknown): StateResource[] {
  assertState(file, value);
  const module = member(member(value, 'values'), 'root_module');
  const found = module === undefined ? rawResources(file, value) : shownResources(file, module);
  if (found.length > 0) return found;
  throw new Error(`The Terraform state has no resources: ${file}. Give the state of the workspace that manages the organization.`);
}

function assertState(file: string, value: unknown): void {
  const refuse = (reason: string) => {
    throw new Error(`This Terraform state cannot be read, because ${reason}: ${file}. Run "terraform show -json > state.json" in its folder, and give state.json.`);
  };
  if (member(value, 'encrypted_data') !== undefined) refuse('it is encrypted');
  if (member(value, 'planned_values') !== undefined || member(value, 'resource_changes') !== undefined) refuse('it is a plan');
  const version = member(value, 'version');
  if (version !== undefined && version !== 4) refuse(`it has version ${String(version)} in place of 4`);
}

function rawResources(file: string, value: unknown): StateResource[] {
  return listOf(member(value, 'resources')).flatMap((resource) => {
    const [type, name, module] = [textOf(member(resource, 'type')), textOf(member(resource, 'name')), textOf(member(resource, 'module'))];
    if (type === undefined || name === undefined) return [];
    const isRead = member(resource, 'mode') === 'data';
    const block = [module, ...(isRead ? ['data'] : []), type, name].filter((part) => part !== undefined).join('.');
    return listOf(member(resource, 'instances')).map((instance): StateResource => ({
      file,
      address: `${block}${keyText(member(instance, 'index_key'))}`,
      block: block.replace(KEYS, ''),
      type,
      attributes: attributesOf(member(instance, 'attributes')),
      isRead,
      isTainted: member(instance, 'status') === 'tainted',
      isDeposed: member(instance, 'deposed') !== undefined,
    }));
  });
}

function keyText(key: unknown): string {
  if (typeof key === 'number') return `[${key}]`;
  return typeof key === 'string' ? `[${JSON.stringify(key)}]` : '';
}

function shownResources(file: string, module: unknown): StateResource[] {
  const here = listOf(member(module, 'resources')).flatMap((resource): StateResource[] => {
    const [address, type] = [textOf(member(resource, 'address')), textOf(member(resource, 'type'))];
    if (address === undefined || type === undefined) return [];
    return [{
      file,
      address,
      block: address.replace(KEYS, ''),
      type,
      attributes: attributesOf(member(resource, 'values')),
      isRead: member(resource, 'mode') === 'data',
      isTainted: member(resource, 'tainted') === true,
      isDeposed: member(resource, 'deposed_key') !== undefined,
    }];
  });
  return [...here, ...listOf(member(module, 'child_modules')).flatMap((child) => shownResources(file, child))];
}

/** Attributes without those that have no value. */
function attributesOf(value: unknown): Values {
  return Object.fromEntries(entries(value).filter(([, each]) => each !== null));
}
