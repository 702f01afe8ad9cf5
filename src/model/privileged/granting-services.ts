/**
 * Services whose resources grant rights or run something with any properties, and why. The generator of the table of resource
 * types reads them as well.
 * Source: AWS CloudFormation Template Reference, the resource types of these services.
 */
export const GRANTING_SERVICES: readonly (readonly [prefix: string, reason: string])[] = [
  ['AWS::IAM::', 'It decides who can do what in the account that manages the organization.'],
  ['AWS::SSO::', 'It decides who can do what in accounts of the organization.'],
  ['AWS::IdentityStore::', 'It decides who is in a group, and so has the rights of that group in accounts of the organization.'],
  ['AWS::RolesAnywhere::', 'It decides which certificates get the rights of a role.'],
  ['AWS::RAM::', 'It shares resources with other accounts.'],
  ['AWS::LakeFormation::', 'It decides who can read and change data.'],
  ['AWS::MPA::', 'It decides who must agree to an action.'],
  ['AWS::Organizations::', 'It changes the organization, and the handlers of this package do not know of it.'],
  ['AWS::ControlTower::', 'It changes the organization, and the handlers of this package do not know of it.'],
  ['AWS::Lambda::Permission', 'It decides who can invoke a function, and so act with the rights of its role.'],
  ['AWS::Lambda::ResourcePolicy', 'It decides who can invoke a function, and so act with the rights of its role.'],
  ['AWS::Lambda::Url', 'It decides who can invoke a function, and so act with the rights of its role.'],
  ['AWS::Lambda::', 'Its code runs in the account that manages the organization, with the rights of its role.'],
  ['AWS::StepFunctions::', 'It runs in the account that manages the organization, with the rights of its role.'],
  ['AWS::CloudFormation::', 'What it creates is not in the cloud assembly, so that nobody can review it.'],
  ['AWS::ServiceCatalog::', 'What it creates is not in the cloud assembly, so that nobody can review it.'],
  ['AWS::Proton::', 'What it creates is not in the cloud assembly, so that nobody can review it.'],
  ['AWS::ServerlessRepo::', 'What it creates is not in the cloud assembly, so that nobody can review it.'],
  ['AWS::Serverless::', 'What a macro makes of it at deployment is not in the cloud assembly, so that nobody can review it.'],
];

/** Undefined for a type of another service. */
export function reasonOfService(type: string): string | undefined {
  return GRANTING_SERVICES.find(([prefix]) => type.startsWith(prefix))?.[1];
}
