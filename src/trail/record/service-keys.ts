import { readMembers } from './read-members';
import { type Fields, fieldsOf, textOf } from './trail-record';
import type { ContextValue } from '../../policy';

type Reader = (parameters: Fields) => ContextValue | undefined;

const member = (...names: string[]): Reader => (parameters) => {
  const value = names.map((name) => parameters[name]).find((each) => ['string', 'number', 'boolean'].includes(typeof each));
  return value as string | number | boolean | undefined;
};

/** Condition keys of services whose value stands in the request as it is, by the members that hold it. */
const KEYS: Readonly<Record<string, Reader>> = {
  'cloudformation:RoleArn': member('roleARN'),
  'cloudformation:TemplateUrl': member('templateURL'),
  'ec2:InstanceType': member('instanceType'),
  'ec2:MetadataHttpTokens': (parameters) => textOf(fieldsOf(parameters.metadataOptions).httpTokens),
  'ec2:MetadataHttpPutResponseHopLimit': (parameters) => member('httpPutResponseHopLimit')(fieldsOf(parameters.metadataOptions)),
  'ec2:Tenancy': (parameters) => textOf(fieldsOf(parameters.placement).tenancy) ?? textOf(parameters.tenancy),
  'ec2:VolumeType': member('volumeType'),
  'iam:AWSServiceName': member('aWSServiceName'),
  'iam:PermissionsBoundary': member('permissionsBoundary'),
  'iam:PolicyARN': member('policyArn'),
  'kms:KeySpec': member('keySpec'),
  'kms:KeyUsage': member('keyUsage'),
  'lambda:FunctionUrlAuthType': member('authType'),
  'organizations:PolicyType': member('type', 'policyType'),
  'organizations:ServicePrincipal': member('servicePrincipal'),
  'rds:DatabaseEngine': member('engine'),
  's3:prefix': member('prefix'),
  's3:delimiter': member('delimiter'),
  's3:x-amz-acl': member('x-amz-acl'),
  's3:x-amz-server-side-encryption': member('x-amz-server-side-encryption'),
  's3:x-amz-server-side-encryption-aws-kms-key-id': member('x-amz-server-side-encryption-aws-kms-key-id'),
  's3:x-amz-object-ownership': member('x-amz-object-ownership'),
  'sts:ExternalId': member('externalId'),
  'sts:RoleSessionName': member('roleSessionName'),
};

const BY_SERVICE = new Map<string, [string, Reader][]>();
for (const [key, reader] of Object.entries(KEYS)) {
  const service = key.slice(0, key.indexOf(':'));
  BY_SERVICE.set(service, [...BY_SERVICE.get(service) ?? [], [key, reader]]);
}

/** The condition keys of a service that the parameters of a request show. */
export function serviceKeys(service: string, parameters: Fields | undefined): Record<string, ContextValue> {
  if (parameters === undefined) return {};
  const found: Record<string, ContextValue> = {};
  for (const [key, reader] of BY_SERVICE.get(service) ?? []) {
    const value = reader(parameters);
    if (value !== undefined) found[key] = value;
  }
  return found;
}

/** The condition keys of services, each with the members of a request that its value is read from. */
export function membersOfKeys(): ReadonlyMap<string, readonly string[]> {
  return new Map(Object.entries(KEYS).map(([key, reader]) => [key, readMembers(reader)]));
}
