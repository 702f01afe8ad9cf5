import type { TemplateReading } from './template-reader';
import { isComputed, sdkCall } from './template-values';
import { POLICY_TYPE_NAMES, type PolicyTypeName } from '../../../contract';
import { type ForeignAccount, type Origin, type Reference, ROOT } from '../foreign-organization';
import { listOf, member, tagsOfList, textOf, type Values } from '../values';

/** A resource of a template, with a function for its references. */
export interface TemplateResource {
  readonly origin: Origin;
  readonly properties: Values;
  /** Words for the name of a file. */
  readonly key: string;
  readonly reference: (value: unknown) => Reference | undefined;
}

type ResourceReader = (reading: TemplateReading, resource: TemplateResource) => void;

const ELSEWHERE = 'the template computes it or takes it from another stack; the organization says where it is';

/** Readers by resource type. Sources: the resource types of AWS::Organizations, and the constructs of @pepperize/cdk-organizations. */
export const RESOURCE_READERS: Readonly<Record<string, ResourceReader | undefined>> = {
  'AWS::Organizations::Organization': () => {},
  'AWS::Organizations::OrganizationalUnit': (reading, resource) => addUnit(reading, resource, resource.properties.ParentId),
  'AWS::Organizations::Account': (reading, resource) => addAccount(reading, resource, listOf(resource.properties.ParentIds)[0]),
  'AWS::Organizations::Policy': (reading, resource) => {
    addPolicy(reading, resource, resource.properties);
    for (const target of listOf(resource.properties.TargetIds)) {
      attach(reading, resource, [resource.origin.address, resource.reference(target)]);
    }
  },
  'AWS::Organizations::ResourcePolicy': ({ notRead }, { origin }) => {
    notRead.push({ origin, reason: 'it stays as it is; write it with OrganizationResourcePolicy and adopt: true' });
  },
  'Custom::Organizations_Organization': () => {},
  'Custom::Organizations_ImportOrganization': () => {},
  'Custom::Organizations_Root': () => {},
  'Custom::Organizations_OrganizationalUnitProvider': (reading, resource) => addUnit(reading, resource, resource.properties.ParentId),
  'Custom::Organizations_Account': (reading, resource) => addAccount(reading, resource, resource.properties.ParentId),
  'Custom::Organizations_Policy': (reading, resource) => addPolicy(reading, resource, parametersOf(resource)),
  'Custom::Organizations_PolicyAttachment': (reading, resource) => {
    const { PolicyId: policy, TargetId: target } = parametersOf(resource);
    attach(reading, resource, [resource.reference(policy), resource.reference(target)]);
  },
  'Custom::Organizations_DelegatedAdministrator': (reading, resource) => {
    const { AccountId: given, ServicePrincipal: service } = parametersOf(resource);
    const [account, servicePrincipal] = [resource.reference(given), textOf(service)];
    if (account === undefined || servicePrincipal === undefined) reading.notRead.push({ origin: resource.origin, reason: ELSEWHERE });
    else reading.delegations.push({ origin: resource.origin, account, servicePrincipal });
  },
  'Custom::Organizations_EnableAwsServiceAccess': (reading, resource) => {
    const service = textOf(parametersOf(resource).ServicePrincipal);
    if (service !== undefined) reading.trustedServices.push(service);
  },
  'Custom::Organizations_EnablePolicyType': (reading, resource) => {
    const type = textOf(parametersOf(resource).PolicyType);
    if (isPolicyType(type)) reading.policyTypes.push(type);
  },
  'Custom::Organizations_TagResource': (reading, { properties, reference }) => {
    const resource = reference(properties.ResourceId);
    if (resource !== undefined) reading.tagged.push({ resource, tags: tagsOfList(properties.Tags) ?? {} });
  },
};

function addUnit(reading: TemplateReading, { origin, properties, reference }: TemplateResource, above: unknown): void {
  const [name, parent] = [textOf(properties.Name), placeOf(reference, above)];
  if (name === undefined) reading.notRead.push({ origin, reason: ELSEWHERE });
  else reading.units.add({ origin, name, parent, tags: tagsOfList(properties.Tags) });
}

/** A resource without a parent is in the root. */
function placeOf(reference: TemplateResource['reference'], above: unknown): Reference | undefined {
  return above === undefined ? ROOT : reference(above);
}

function addAccount(reading: TemplateReading, { origin, properties, reference }: TemplateResource, above: unknown): void {
  const account: ForeignAccount = {
    origin,
    name: textOf(properties.AccountName),
    email: textOf(properties.Email)?.toLowerCase(),
    parent: placeOf(reference, above),
    tags: tagsOfList(properties.Tags),
  };
  reading.accounts.add(account);
}

function addPolicy(reading: TemplateReading, { origin, properties, key }: TemplateResource, given: Values): void {
  const [name, type, content] = [textOf(given.Name), textOf(given.Type), given.Content];
  if (name === undefined || !isPolicyType(type)) {
    reading.notRead.push({ origin, reason: name === undefined ? ELSEWHERE : `its policy type is not known (given: ${type})` });
    return;
  }
  const hasFunctions = isComputed(content);
  if (hasFunctions) reading.notRead.push({ origin, reason: 'a part of its document is computed, so it is not compared; the organization has the result' });
  reading.policies.add({
    origin,
    name,
    type,
    description: isComputed(given.Description) ? undefined : textOf(given.Description) ?? '',
    content: hasFunctions || content === undefined ? undefined : typeof content === 'string' ? content : JSON.stringify(content),
    key,
    tags: tagsOfList(properties.Tags),
  });
}

function attach(
  { attachments, notRead }: TemplateReading, { origin }: TemplateResource, [policy, target]: readonly (Reference | undefined)[],
): void {
  if (policy === undefined || target === undefined) notRead.push({ origin, reason: `an attachment: ${ELSEWHERE}` });
  else attachments.push({ origin, policy, target });
}

/** The parameters of the call that creates the object. */
function parametersOf({ properties }: TemplateResource): Values {
  return (member(sdkCall(properties.Create), 'parameters') ?? {}) as Values;
}

function isPolicyType(type: string | undefined): type is PolicyTypeName {
  return type !== undefined && (POLICY_TYPE_NAMES as readonly string[]).includes(type);
}
