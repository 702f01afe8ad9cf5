import { Aspects, CfnResource } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { importedOrganizations, soleOrganization, type PolicyTypeEnabler } from '../../organization/known-organizations';
import { POLICY_TYPE, problem, warn } from '../../validation';

/** Lets the types of attached policies be enabled: in the organization of the target, else in the one that the app has. */
export class NeededPolicyTypes {
  private ofTarget?: PolicyTypeEnabler;

  constructor(private readonly attachments: Construct, private readonly types: () => readonly string[]) {
    // Which organizations the app has is certain only when its code has run.
    Aspects.of(attachments).add({
      visit: (node) => {
        if (node === attachments && !this.ofTarget) this.types().forEach((type) => soleOrganization(attachments)?._ensurePolicyType(type));
      },
    });
  }

  /** What one construct of the target knows, none of the others has to. */
  isOf(organization: PolicyTypeEnabler | undefined): void {
    if (this.ofTarget || !organization) return;
    this.ofTarget = organization;
    this.types().forEach((type) => this.need(type));
  }

  need(type: string): void {
    this.ofTarget?._ensurePolicyType(type);
  }

  /** What has to be there before the attachments. */
  required(): IConstruct[] {
    return this.types().flatMap((type) => this.ofTarget?._findPolicyType(type) ?? []);
  }

  /** What should be, where no stack comes to wait for one that waits for it. */
  preferred(): CfnResource[] {
    if (this.ofTarget) return [];
    const organizations = [soleOrganization(this.attachments) ?? [], importedOrganizations(this.attachments)].flat();
    return this.types().flatMap((type) => organizations.flatMap((each) => each._findPolicyType(type))).filter(CfnResource.isCfnResource);
  }

  warnOfOthers(target: IConstruct): void {
    if (this.ofTarget || soleOrganization(this.attachments)) return;
    const imported = importedOrganizations(this.attachments);
    for (const type of this.types().filter((each) => imported.every((organization) => organization._findPolicyType(each).length === 0))) {
      warn(target, POLICY_TYPE.id, problem({
        wrong: 'It is not known of which organization the target is, so nothing here enables the type of its policies',
        given: type,
        remedy: 'Call enablePolicyType on the organization (of the app, or Organization.fromOrganizationAttributes), or acknowledge this if the type is enabled',
      }));
    }
  }
}
