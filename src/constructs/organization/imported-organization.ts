import { Aws } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ImportedRoot } from './imported-root';
import { noteImportedOrganization, noteManagementAccount } from './known-organizations';
import type { OrganizationAttributes } from './organization-attributes';
import { OrganizationBase } from './organization-base';
import type { IRoot } from './root';
import { brokenRules, checkAtSynthesis, identifierRules, problem } from '../validation';

export class ImportedOrganization extends OrganizationBase {
  public readonly organizationId: string;
  public readonly root: IRoot;
  private readonly givenManagementAccountId?: string;

  constructor(scope: Construct, id: string, attributes: OrganizationAttributes) {
    super(scope, id);
    this.organizationId = attributes.organizationId;
    this.givenManagementAccountId = attributes.managementAccountId;
    if (attributes.managementAccountId !== undefined) noteManagementAccount(this, attributes.managementAccountId);
    this.root = new ImportedRoot(this, 'Root', { rootId: attributes.rootId, organization: this });
    this._allow(attributes);
    noteImportedOrganization(this);
    checkAtSynthesis(this,
      () => brokenRules(attributes.organizationId, identifierRules('organization')),
      () => brokenRules(attributes.rootId, identifierRules('root')),
      () => brokenRules(attributes.managementAccountId, identifierRules('account')),
    );
  }

  public get managementAccountId(): string {
    if (this.givenManagementAccountId !== undefined) return this.givenManagementAccountId;
    throw new Error(problem({
      wrong: `[${this.node.path}] The management account of an organization outside the app is not known`,
      given: this.organizationId,
      remedy: 'Give managementAccountId to Organization.fromOrganizationAttributes',
    }));
  }

  public get organizationArn(): string {
    return this.arn('organization', this.organizationId);
  }

  public get managementAccountArn(): string {
    return this.arn('account', `${this.organizationId}/${this.managementAccountId}`);
  }

  private arn(kind: string, name: string): string {
    return `arn:${Aws.PARTITION}:organizations::${this.managementAccountId}:${kind}/${name}`;
  }
}
