import type { Block, Expression, HclValue } from './hcl';

/** A file of the configuration, without its folder. */
export type FileName =
  | 'organization.tf' | 'organizational_units.tf' | 'accounts.tf' | 'policies.tf' | 'attachments.tf' | 'delegated_administrators.tf'
  | 'account_settings.tf';

/** A resource of Terraform with the object that it imports. */
export interface TerraformResource {
  readonly file: FileName;
  /** `aws_organizations_account`, … */
  readonly type: string;
  readonly name: string;
  /**
   * The ID by which the provider finds the object.
   * @default - the first apply writes the same values again
   */
  readonly importId?: string;
  readonly attributes: Readonly<Record<string, HclValue | undefined>>;
  /** Attributes whose values are not known, or whose change would replace the object. */
  readonly ignoredChanges?: readonly string[];
  /** Whether a plan that would destroy the object fails. */
  readonly isProtected?: boolean;
}

export function addressOf({ type, name }: Pick<TerraformResource, 'type' | 'name'>): string {
  return `${type}.${name}`;
}

export function attributeOf(resource: Pick<TerraformResource, 'type' | 'name'>, attribute: string): Expression {
  return { expression: `${addressOf(resource)}.${attribute}` };
}

export function resourceBlock({ type, name, attributes, ignoredChanges = [], isProtected }: TerraformResource): Block {
  const lifecycle = {
    prevent_destroy: isProtected ? true : undefined,
    ignore_changes: ignoredChanges.length === 0 ? undefined : ignoredChanges.map((expression) => ({ expression })),
  };
  const hasLifecycle = Object.values(lifecycle).some((value) => value !== undefined);
  return { type: 'resource', labels: [type, name], attributes, blocks: hasLifecycle ? [{ type: 'lifecycle', attributes: lifecycle }] : [] };
}

export function importBlock({ type, name, importId }: TerraformResource): Block {
  return { type: 'import', attributes: { to: { expression: addressOf({ type, name }) }, id: importId } };
}

/** Takes the object out of a state without a change of it. */
export function removedBlock(resource: TerraformResource): Block {
  return {
    type: 'removed',
    attributes: { from: { expression: addressOf(resource) } },
    blocks: [{ type: 'lifecycle', attributes: { destroy: false } }],
  };
}

/** The document of a policy in a file beside the configuration, without white space: AWS counts it. */
export function documentOf(path: string): Expression {
  return { expression: `jsonencode(jsondecode(file("\${path.module}/${path}")))` };
}

/** Tags as an attribute, which is omitted if there are none. */
export function tagsAttribute(tags: ReadonlyMap<string, string>): ReadonlyMap<string, string> | undefined {
  return tags.size === 0 ? undefined : tags;
}
