import { PolicyRecord } from '../store/records';
import { View } from '../store/view';

/**
 * The ARNs of an organization's resources. They contain the ID of the management account and no Region.
 * Source: AWS Organizations API Reference, the `Arn` field of each data type.
 */
export class Arns {
  private readonly prefix: string;
  private readonly organizationId: string;
  private readonly managementAccountId: string;

  constructor(view: View, private readonly partition: string) {
    const { id = '', managementAccountId = '' } = view.organization ?? {};
    this.organizationId = id;
    this.managementAccountId = managementAccountId;
    this.prefix = `arn:${partition}:organizations::${managementAccountId}`;
  }

  get organization(): string {
    return `${this.prefix}:organization/${this.organizationId}`;
  }

  get managementAccount(): string {
    return this.account(this.managementAccountId);
  }

  root(id: string): string {
    return `${this.prefix}:root/${this.organizationId}/${id}`;
  }

  organizationalUnit(id: string): string {
    return `${this.prefix}:ou/${this.organizationId}/${id}`;
  }

  account(id: string): string {
    return `${this.prefix}:account/${this.organizationId}/${id}`;
  }

  policy({ id, type, awsManaged }: Pick<PolicyRecord, 'id' | 'type' | 'awsManaged'>): string {
    const owner = awsManaged ? `arn:${this.partition}:organizations::aws:policy` : `${this.prefix}:policy/${this.organizationId}`;
    return `${owner}/${type.toLowerCase()}/${id}`;
  }

  resourcePolicy(id: string): string {
    return `${this.prefix}:resourcepolicy/${this.organizationId}/${id}`;
  }
}
