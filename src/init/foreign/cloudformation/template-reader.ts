import { RESOURCE_READERS, type TemplateResource } from './resource-readers';
import { templateReference } from './template-values';
import type { PolicyTypeName } from '../../../contract';
import {
  type ForeignAccount, type ForeignAttachment, type ForeignDelegation, type ForeignOrganization, type ForeignPolicy, type ForeignUnit,
  type NotRead, type Origin, type Reference, ROOT,
} from '../foreign-organization';
import { entries, Found, isValues, member, textOf } from '../values';
import type { YamlText } from '../yaml/yaml-text';

const NATIVE = 'AWS::Organizations::';
const OLDER_LIBRARY = 'Custom::Organizations_';

/** Whether a value is a template with resources of AWS Organizations, of CloudFormation's own types or of the older library. */
export function isOrganizationTemplate(value: unknown): boolean {
  return entries(member(value, 'Resources')).some(([, resource]) => {
    const type = textOf(member(resource, 'Type')) ?? '';
    return type.startsWith(NATIVE) || type.startsWith(OLDER_LIBRARY);
  });
}

/**
 * Reads the resources of AWS Organizations in templates of CloudFormation: `AWS::Organizations::…`, and the custom resources of
 * @pepperize/cdk-organizations. A resource is known by its logical ID.
 */
export function readTemplates(templates: ReadonlyMap<string, YamlText>): ForeignOrganization {
  const reading = new TemplateReading();
  for (const [file, { value, lineOf }] of templates) {
    const prefix = templates.size > 1 ? `${file}: ` : '';
    for (const [logicalId, resource] of entries(member(value, 'Resources'))) {
      reading.add({ file, line: lineOf('Resources', logicalId), address: prefix + logicalId }, prefix, member(value, 'Resources'), resource);
    }
  }
  return reading.result();
}

/** Collects the resources that the readers of resources find. */
export class TemplateReading {
  readonly notRead: NotRead[] = [];
  readonly units = new Found<ForeignUnit>(this.notRead);
  readonly accounts = new Found<ForeignAccount>(this.notRead);
  readonly policies = new Found<ForeignPolicy>(this.notRead);
  readonly attachments: ForeignAttachment[] = [];
  readonly delegations: ForeignDelegation[] = [];
  readonly tagged: { readonly resource: Reference; readonly tags: ForeignUnit['tags'] }[] = [];
  readonly trustedServices: string[] = [];
  readonly policyTypes: PolicyTypeName[] = [];
  private readonly removed: string[] = [];
  private hasOlderLibrary = false;

  add(origin: Origin, prefix: string, resources: unknown, resource: unknown): void {
    const type = textOf(member(resource, 'Type')) ?? '';
    const read = Object.hasOwn(RESOURCE_READERS, type) ? RESOURCE_READERS[type] : undefined;
    this.hasOlderLibrary ||= type.startsWith(OLDER_LIBRARY);
    if (read === undefined) {
      if (type.startsWith(NATIVE)) this.notRead.push({ origin, reason: `its type is not known (given: ${type})` });
      return;
    }
    if (member(resource, 'DeletionPolicy') !== 'Retain') this.removed.push(origin.address);
    const properties = member(resource, 'Properties');
    read(this, {
      origin,
      properties: isValues(properties) ? properties : {},
      key: keyOf(resource) ?? origin.address,
      reference: (value) => referenceOf(value, prefix, resources),
    } satisfies TemplateResource);
  }

  result(): ForeignOrganization {
    const { notRead, attachments, delegations, removed } = this;
    const tagsOf = new Map(this.tagged.map(({ resource, tags }) => [resource, tags]));
    const withTags = <T extends ForeignUnit | ForeignAccount | ForeignPolicy>(all: readonly T[]): T[] => all.map((each) => (
      tagsOf.has(each.origin.address) ? { ...each, tags: tagsOf.get(each.origin.address) } : each));
    return {
      format: this.hasOlderLibrary ? 'olderCdkLibrary' : 'cloudFormation',
      facts: { trustedServices: this.trustedServices, policyTypes: this.policyTypes },
      units: withTags(this.units.all),
      accounts: withTags(this.accounts.all),
      policies: withTags(this.policies.all),
      attachments,
      delegations,
      notRead,
      warnings: removed.length === 0 ? [] : [
        `These resources have no DeletionPolicy: Retain, so CloudFormation deletes them when they leave the template or the stack is deleted: ${removed.slice(0, 5).join(', ')}${removed.length > 5 ? ` and ${removed.length - 5} more` : ''}.`,
      ],
      releases: [],
    };
  }
}

/** The IDs of the constructs of the CDK, without those that every resource has. */
function keyOf(resource: unknown): string | undefined {
  const path = textOf(member(member(resource, 'Metadata'), 'aws:cdk:path'));
  const names = path?.split('/').slice(1).filter((name) => !['Resource', 'Default', 'PolicyCustomResource'].includes(name));
  return names === undefined || names.length === 0 ? undefined : names.join(' ');
}

const ROOT_ATTRIBUTES = ['RootId', 'Roots.0.Id'];

/** The address of the resource that a value names, or an ID; undefined if a deployment computes it. */
function referenceOf(value: unknown, prefix: string, resources: unknown): Reference | undefined {
  const reference = templateReference(value);
  if (reference === undefined) return textOf(value);
  const { logicalId, attribute } = reference;
  if (attribute !== undefined && ROOT_ATTRIBUTES.includes(attribute)) return ROOT;
  return member(resources, logicalId) === undefined ? undefined : prefix + logicalId;
}
